import { parsePolicy } from './parse-policy.js';
import { allow, errors, read, trusting, warnings } from './reading.fixture.js';

describe('warnings', () => {
  it.each<[string, object, readonly string[]]>([
    ['no version', { Version: undefined }, ['version_missing ']],
    ['the old version', { Version: '2008-10-17' }, ['version_old /Version']],
  ])('%s', (_title, change, expected) => {
    const reading = parsePolicy(
      JSON.stringify({ Version: '2012-10-17', Statement: allow, ...change }),
      'identity',
    );
    expect([reading.ok && reading.policy.version, warnings(reading)]).toEqual(['2008-10-17', expected]);
  });

  it.each<[string, object, string]>([
    ['an unclosed variable', { Resource: 'arn:aws:s3:::${aws:username' }, 'variable_malformed /Resource'],
    ['an empty variable', { Resource: 'arn:aws:s3:::${}' }, 'variable_malformed /Resource'],
    ['a variable in an action', { Action: 's3:${name}' }, 'variable_not_replaced /Action'],
    ['a space in an action', { Action: 's3:Get ' }, 'space_in_action /Action'],
    ['an underscore in a Sid', { Sid: 'a_b' }, 'sid_with_underscore /Sid'],
    [
      'a malformed variable in a value',
      { Condition: { StringLike: { 'a:b': '${a b}' } } },
      'variable_malformed /Condition/StringLike/a:b',
    ],
    [
      'a variable under an address operator',
      { Condition: { IpAddress: { 'a:b': ['${a:b}'] } } },
      'variable_not_replaced /Condition/IpAddress/a:b/0',
    ],
    [
      'a value that is no truth value',
      { Condition: { Bool: { 'a:b': 'yes' } } },
      'value_of_wrong_type /Condition/Bool/a:b',
    ],
    [
      'a value that is no range',
      { Condition: { IpAddress: { 'a:b': '10.0.0.0/33' } } },
      'value_of_wrong_type /Condition/IpAddress/a:b',
    ],
    [
      'several truth values',
      { Condition: { Null: { 'a:b': [true, false] } } },
      'several_booleans /Condition/Null/a:b',
    ],
    [
      'a key twice in different case',
      { Condition: { StringEquals: { 'a:b': 'x', 'A:B': 'y' } } },
      'duplicate_condition_key /Condition/StringEquals/A:B',
    ],
    [
      'a key without a service',
      { Condition: { StringEquals: { k: 'x' } } },
      'condition_key_without_service /Condition/StringEquals/k',
    ],
  ])('%s', (_title, change, expected) => {
    const reading = read([{ ...allow, ...change }]);
    expect(errors(reading)).toEqual([]);
    expect(warnings(reading)).toContain(expected.replace(' ', ' /Statement/0'));
  });

  it('variables in a policy of the old version', () => {
    const statement = { ...allow, Resource: 'arn:aws:s3:::${aws:username}' };
    const reading = parsePolicy(JSON.stringify({ Version: '2008-10-17', Statement: statement }), 'identity');
    expect(warnings(reading)).toEqual(['version_old /Version', 'variable_not_replaced /Statement/Resource']);
  });

  it('everyone in a trust policy', () => {
    expect(warnings(read({ ...trusting, Principal: '*' }, 'trust'))).toEqual([
      'trust_everyone /Statement/Principal',
    ]);
    expect(warnings(read({ ...trusting, Principal: { AWS: '*' } }, 'trust'))).toEqual([
      'trust_everyone /Statement/Principal',
    ]);
  });
});
