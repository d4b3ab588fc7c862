import { z } from 'zod';
import { operations } from './catalogue.js';
import { policyDocument, tags } from './inputs.js';

function issues(schema: z.ZodType, input: unknown): readonly z.core.$ZodIssue[] {
  return schema.safeParse(input).error?.issues ?? [];
}

describe('a policy document in a request', () => {
  it('is kept as it was sent', () => {
    expect(policyDocument.parse('{ "Version":  "2012-10-17" }')).toBe('{ "Version":  "2012-10-17" }');
  });

  it.each([1, null, true, [[]], {}, undefined])('is nothing else: %j', (sent) => {
    expect(issues(policyDocument, sent)[0]?.message).toMatch(/as a JSON object or as a string/);
  });

  it('has at most 131,072 characters', () => {
    expect(issues(policyDocument, ' '.repeat(131_072))).toEqual([]);
    expect(issues(policyDocument, ' '.repeat(131_073))).toMatchObject([
      { code: 'too_big', maximum: 131_072 },
    ]);
  });
});

describe('the tags of a new entity', () => {
  it.each([
    [{ key: 'team' }],
    [{ key: '', value: 'x' }],
    [{ key: 'a'.repeat(129), value: 'x' }],
    [{ key: 'team', value: 'x', more: 1 }],
    [{ key: 'team', value: 1 }],
  ])('are pairs of texts: not %j', (tag) => {
    expect(tags.safeParse([tag]).success).toBe(false);
  });

  it('may have an empty value, and be none', () => {
    expect(tags.parse([{ key: 'team', value: '' }])).toEqual([{ key: 'team', value: '' }]);
    expect(tags.parse(undefined)).toEqual([]);
  });
});

describe('what is not built yet', () => {
  const trust = { roleName: 'r', assumeRolePolicyDocument: '{}' };
  const assume = { roleArn: 'arn:aws:iam::123456789012:role/r', roleSessionName: 'release' };

  it.each([
    ['CreateUser', { userName: 'ada' }, 'permissionsBoundary'],
    ['CreateRole', trust, 'permissionsBoundary'],
    ['AssumeRole', assume, 'policy'],
    ['AssumeRole', assume, 'policyArns'],
    ['AssumeRole', assume, 'tags'],
    ['AssumeRole', assume, 'transitiveTagKeys'],
    ['AssumeRole', assume, 'sourceIdentity'],
    ['AssumeRole', assume, 'serialNumber'],
    ['AssumeRole', assume, 'tokenCode'],
    ['GetSessionToken', {}, 'serialNumber'],
    ['GetSessionToken', {}, 'tokenCode'],
  ])('%s %j refuses %s, whatever its value', (name, input, member) => {
    const schema = operations.find((each) => each.name === name)?.input ?? z.never();
    expect(schema.safeParse(input).success).toBe(true);
    for (const value of ['x', null, [], {}]) {
      const found = issues(schema, { ...input, [member]: value });
      expect(found).toMatchObject([{ code: 'custom', path: [member], params: { code: 'not_supported' } }]);
      expect(found[0]?.message).toContain(`\`${member}\``);
    }
  });

  it('ListPolicies refuses the filter for permissions boundaries', () => {
    const { input } = operations.find(({ name }) => name === 'ListPolicies') ?? { input: z.never() };
    expect(input.safeParse({ policyUsageFilter: 'PermissionsPolicy' }).success).toBe(true);
    expect(issues(input, { policyUsageFilter: 'PermissionsBoundary' })).toMatchObject([
      { path: ['policyUsageFilter'], params: { code: 'not_supported' } },
    ]);
    expect(issues(input, { policyUsageFilter: 'x' })).toMatchObject([{ code: 'invalid_value' }]);
  });
});
