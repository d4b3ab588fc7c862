import { parsePolicy } from './parse-policy.js';
import type { PolicyType } from './policy.js';
import { allow, read, trusting } from './reading.fixture.js';

function awsMessage(statements: unknown, type: PolicyType = 'identity'): string {
  const reading = read(statements, type);
  return reading.ok ? 'accepted' : reading.awsMessage;
}

const syntax = 'Syntax errors in policy.';
const legacy = 'The policy failed legacy parsing';
const sid = 'Statement IDs (SID) in a single policy must be unique.';
const noAction = 'Policy statement must contain actions.';
const noResource = 'Policy statement must contain resources.';
const vendor = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const colons = 'Actions/Condition can contain only one colon.';
const principal = 'Invalid principal in policy';
const trustAction =
  'Trust Policy statement actions can only be sts:AssumeRole, sts:AssumeRoleWithSAML, and sts:AssumeRoleWithWebIdentity';
const date = { Condition: { DateLessThan: { 'a:b': 'soon' } } };

describe('the message of AWS', () => {
  it('is one of syntax for what is no JSON, and none of a document that is fine', () => {
    expect(parsePolicy('{', 'identity')).toMatchObject({ ok: false, awsMessage: syntax });
    expect(parsePolicy('{"Version":"2012-10-18","Statement":[]}', 'scp')).toMatchObject({
      awsMessage: syntax,
    });
    expect(awsMessage(allow)).toBe('accepted');
  });

  it('is one of the version when the syntax is fine', () => {
    const text = JSON.stringify({ Version: '2020-01-01', Statement: { ...allow, Effect: 'allow' } });
    expect(parsePolicy(text, 'identity')).toMatchObject({
      awsMessage: 'Policy document must be version 2012-10-17 or greater.',
    });
  });

  it.each<[string, object, string]>([
    ['an unknown element', { Extra: 1 }, syntax],
    ['an effect of no known word', { Effect: 'Permit' }, syntax],
    ['an effect in other case', { Effect: 'aLLow' }, legacy],
    ['a date that is none', date, legacy],
    ['no action', { Action: undefined }, noAction],
    ['no resource', { Resource: undefined }, noResource],
    ['an action without a service', { Action: 'GetOrder' }, vendor],
    ['an action with two colons', { Action: 'a:b:c' }, colons],
    ['an action of an odd service', { Action: 'a*:b' }, 'Vendor a* is not valid'],
    ['a resource that is a word', { Resource: 'bucket' }, 'Resource bucket must be in ARN format or "*".'],
    ['an empty resource', { Resource: '' }, 'Resource  must be in ARN format or "*".'],
    [
      'a resource without partition',
      { Resource: 'aws:s3:::b' },
      'Partition "s3" is not valid for resource "arn:s3:::b:*".',
    ],
    ['a resource that ends early', { Resource: 'arn:aws:s3:b' }, legacy],
    [
      'a resource without a service',
      { Resource: 'arn:aws' },
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    [
      'a service with a wildcard',
      { Resource: 'arn:aws:s*:::b' },
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    ['a principal', { Principal: '*' }, 'Policy document should not specify a principal.'],
  ])('for %s', (_title, change, message) => {
    expect(awsMessage({ ...allow, ...change })).toBe(message);
  });

  it.each<[string, object, string]>([
    ['a resource', { Resource: '*' }, 'Has prohibited field Resource.'],
    ['a resource that is left out', { NotResource: '*' }, 'Has prohibited field NotResource.'],
    ['an action of another service', { Action: 'iam:GetUser' }, trustAction],
    ['a group as principal', { Principal: { AWS: 'arn:aws:iam::123456789012:group/g' } }, principal],
    ['part of a principal', { Principal: { AWS: 'arn:aws:iam::123456789012:user/*' } }, principal],
  ])('for a trust policy with %s', (_title, change, message) => {
    expect(awsMessage({ ...trusting, ...change }, 'trust')).toBe(message);
  });

  it('is about the first fault in the order of checking, wherever it stands', () => {
    const faults: readonly [object, string][] = [
      [{ Effect: 'Permit' }, syntax],
      [date, legacy],
      [{ Action: undefined }, noAction],
      [{ Resource: 'bucket' }, 'Resource bucket must be in ARN format or "*".'],
      [{ Action: 'GetOrder' }, vendor],
      [{ Resource: undefined }, noResource],
    ];
    for (const [index, [earlier, message]] of faults.entries()) {
      for (const [later] of faults.slice(index + 1)) {
        expect(
          awsMessage([
            { ...allow, ...later },
            { ...allow, ...earlier },
          ]),
        ).toBe(message);
      }
    }
  });

  it('knows repeated ids before missing actions and after dates', () => {
    const twice = [
      { ...allow, Sid: 's' },
      { ...allow, Sid: 's', Action: undefined },
    ];
    expect(awsMessage(twice)).toBe(sid);
    expect(awsMessage([...twice, { ...allow, ...date }])).toBe(legacy);
  });
});
