import { compiledPolicies, UnreadablePolicyError } from './policy-cache.js';

const text = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';

describe('compiledPolicies', () => {
  it('compiles a stored version once and shares it', () => {
    const cache = compiledPolicies();
    const version = { text };
    expect(cache.get(version, text, 'managed')).toBe(cache.get(version, text, 'managed'));
    expect(cache.get({ text }, text, 'managed')).not.toBe(cache.get(version, text, 'managed'));
  });

  it('reads a stored policy that is larger than the quota of today', () => {
    const large = text.replace('"Statement"', `"Id":"${'x'.repeat(200_000)}","Statement"`);
    expect(compiledPolicies().get({}, large, 'managed').type).toBe('managed');
  });

  it.each([
    '',
    '{}',
    text.replace('Allow', 'Perhaps'),
    text.replace('"Resource"', '"Resource":"*","Resource"'),
  ])('throws on %j, each time', (damaged) => {
    const cache = compiledPolicies();
    const version = {};
    expect(() => cache.get(version, damaged, 'identity')).toThrow(UnreadablePolicyError);
    expect(() => cache.get(version, damaged, 'identity')).toThrow(/^the stored policy cannot be read: /);
  });
});
