import { everyday } from '../scenarios/everyday.fixture.js';
import { parsePolicy } from './parse-policy.js';
import type { Policy, PolicyType } from './policy.js';
import { printPolicy } from './print-policy.js';

function parsed(text: string, type: PolicyType = 'identity'): Policy {
  const reading = parsePolicy(text, type);
  if (!reading.ok) throw new Error(reading.errors[0]?.detail);
  return reading.policy;
}

const documents: readonly (readonly [string, PolicyType, unknown])[] = [
  ...everyday.flatMap(({ title, identity }) => identity.map((each) => [title, 'identity', each] as const)),
  [
    'every element',
    'resource',
    {
      Id: 'é中😀',
      Statement: [
        {
          Sid: 'a b',
          Effect: 'Deny',
          NotPrincipal: { Service: ['x.y', 'z'], AWS: ['123456789012', '*'] },
          NotAction: ['a:B'],
          NotResource: ['arn:aws:s3:::"\\\u0100'],
          Condition: {
            'ForAllValues:StringEqualsIfExists': { '1': [1.5, true], 'a:b': 'x', 'A:b': ['y', 'z'] },
            Null: { k: false },
          },
        },
        { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: {} },
      ],
    },
  ],
  [
    'a trust policy',
    'trust',
    { Statement: { Effect: 'Allow', Principal: { Federated: 'f' }, Action: 'sts:AssumeRoleWithSAML' } },
  ],
];

/** Documents must not have other characters than these, except as escapes. */
function escaped(json: string): string {
  return json.replace(/[^ -ÿ]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What a policy means: conditions without regard to their order. */
function meaning(policy: Policy): unknown {
  const statements = policy.statements.map((statement) => ({
    ...statement,
    conditions: statement.conditions.map((each) => JSON.stringify(each)).toSorted(),
    principals: statement.principals && {
      ...statement.principals,
      principals: statement.principals.principals.map(({ kind, value }) => `${kind} ${value}`).toSorted(),
    },
  }));
  return { ...policy, statements };
}

describe.each(documents)('%s', (_title, type, document) => {
  const policy = parsed(escaped(JSON.stringify(document)), type);
  const printed = printPolicy(policy);

  it('means the same when it is printed and read again', () => {
    expect(meaning(parsed(printed, type))).toEqual(meaning(policy));
  });

  it('is printed alike again', () => {
    expect(printPolicy(parsed(printed, type))).toBe(printed);
  });

  it('has only characters that a document may have', () => {
    expect(printed).toMatch(/^[\u0020-\u00ff]*$/);
  });
});

describe('the canonical form', () => {
  it('has the version, single values and a fixed order', () => {
    const text = `{ "Statement": { "Resource": ["*"], "Condition": { "Bool": { "a:b": [true] } },
      "Action": ["a:B", "a:C"], "Effect": "Allow" } }`;
    expect(printPolicy(parsed(text))).toBe(
      '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":["a:B","a:C"],"Resource":"*",' +
        '"Condition":{"Bool":{"a:b":"true"}}}]}',
    );
  });

  it('groups keys of one operator that were written apart', () => {
    const text = `{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*",
      "Condition": { "StringEquals": { "a:b": "1", "c:d": "2" }, "StringEqualsIfExists": { "e:f": "3" } } } }`;
    expect(printPolicy(parsed(text))).toContain(
      '"Condition":{"StringEquals":{"a:b":"1","c:d":"2"},"StringEqualsIfExists":{"e:f":"3"}}',
    );
  });
});
