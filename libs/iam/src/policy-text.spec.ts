import type { PolicyType } from '@grantlog/policy';
import { DomainError } from './domain-error.js';
import { allowing } from './facts.fixture.js';
import { readPolicy } from './policy-text.js';

function refusal(text: string, type: PolicyType = 'managed'): DomainError {
  try {
    readPolicy(text, type, 'policyDocument');
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('the document was accepted');
}

const good = allowing('a:B');

describe('a policy document', () => {
  it('is read', () => {
    expect(readPolicy(good, 'managed', 'policyDocument').statements).toHaveLength(1);
  });

  it.each([
    ['an old version', good.replace('2012-10-17', '2012-01-01'), 'must be version 2012-10-17 or greater.'],
    ['no resource ARN', good.replace('"*"', '"bucket"'), 'Resource bucket must be in ARN format or "*".'],
    ['no action with a service', good.replace('a:B', 'B'), 'Actions/Conditions must be prefaced by a vendor'],
    ['an unknown element', good.replace('"Effect"', '"Affect"'), 'Syntax errors in policy.'],
    [
      'an unknown element and no resource ARN',
      good.replace('"*"', '"bucket","Colour":1'),
      'Syntax errors in policy.',
    ],
  ])('with %s is refused in the words of AWS', (_, text, words) => {
    const { code, message, errors } = refusal(text);
    expect(code).toBe('malformed_policy_document');
    expect(message).toContain(words);
    expect(errors[0]?.pointer).toMatch(/^\/policyDocument/);
  });

  it('that uses what has no meaning here is refused as not supported', () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { CanonicalUser: '79a59d' } },
    });
    const { code, message } = refusal(text, 'trust');
    expect(code).toBe('not_supported');
    expect(message).toMatch(/^Line 1, column \d+: /);
  });

  it('may use every operator', () => {
    const condition = '"Condition":{"NumericLessThan":{"s3:max-keys":"10"}},"Effect"';
    expect(
      readPolicy(good.replace('"Effect"', condition), 'managed', 'policyDocument').statements,
    ).toHaveLength(1);
  });
});
