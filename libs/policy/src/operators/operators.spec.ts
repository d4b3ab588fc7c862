import type { Quantifier } from '../document/policy.js';
import { holds } from './holds.fixture.js';
import type { OperatorName } from '../document/operator-name.js';
import { findOperator, operatorOf } from './operator-table.js';

type Row = readonly [values: string | readonly string[], value: string, holds: boolean];

const comparisons: readonly [positive: OperatorName, negative: OperatorName, rows: readonly Row[]][] = [
  [
    'StringEquals',
    'StringNotEquals',
    [
      ['a', 'a', true],
      ['a', 'A', false],
      ['a', '', false],
      ['', '', true],
      ['a*', 'ab', false],
      ['a*', 'a*', true],
      [['a', 'b'], 'b', true],
      [['a', 'b'], 'c', false],
      ['${aws:username}', 'ada', true],
      ['${AWS:UserName}', 'ada', true],
      ['${aws:username}', '${aws:username}', false],
      ['${*}${?}${$}', '*?$', true],
      ['${no:key}', '', false],
      ['${no:key}', '${no:key}', false],
      ["${no:key, 'x'}", 'x', true],
      ['${aws:TagKeys}', 'ada', false],
      [['${no:key}', 'x'], 'x', true],
      [['${no:key}', '${aws:username}', '${aws:PrincipalArn}'], 'ada', true],
    ],
  ],
  [
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    [
      ['Abc', 'aBC', true],
      ['É', 'é', true],
      ['ß', 'SS', false],
      ['a', 'b', false],
      ['a*', 'ab', false],
      ['X-${aws:username}', 'x-ADA', true],
      ['${no:key}', 'x', false],
    ],
  ],
  [
    'StringLike',
    'StringNotLike',
    [
      ['a*', 'abc', true],
      ['a*', 'Abc', false],
      ['a?c', 'abc', true],
      ['a', 'abc', false],
      ['*', '', true],
      ['${*}', 'x', false],
      ['${*}', '*', true],
      ['${aws:username}*', 'ada-1', true],
      ['${aws:username}*', 'bob', false],
      ['*${no:key}', 'x', false],
      [['b*', 'a*'], 'abc', true],
    ],
  ],
];

describe.each(comparisons)('%s and %s', (positive, negative, rows) => {
  it.each(rows)('%j compared with %j: %j', (values, value, expected) => {
    expect(holds(positive, values, value)).toBe(expected);
    expect(holds(negative, values, value)).toBe(!expected);
    expect(holds(negative, values, value, 'Deny')).toBe(!expected);
  });

  it('an absent key does not match, and matches when negated', () => {
    expect(holds(positive, '10.0.0.0/8', undefined)).toBe(false);
    expect(holds(negative, '10.0.0.0/8', undefined)).toBe(true);
  });

  it('an empty list is an absent key', () => {
    expect(holds(positive, '*', [])).toBe(false);
    expect(holds(negative, '*', [])).toBe(true);
  });

  it('a list needs a set operator: nothing matches, and the negation is on the safe side', () => {
    expect(holds(positive, '10.0.0.1', ['10.0.0.1'])).toBe(false);
    expect(holds(positive, '10.0.0.1', ['10.0.0.1'], 'Deny')).toBe(false);
    expect(holds(negative, '10.0.0.1', ['10.0.0.2'])).toBe(false);
    expect(holds(negative, '10.0.0.1', ['10.0.0.2'], 'Deny')).toBe(true);
  });
});

describe('Bool', () => {
  it.each([
    ['true', 'true', true],
    ['true', 'True', true],
    ['TRUE', 'true', true],
    ['false', 'false', true],
    ['true', 'false', false],
    ['true', 'yes', false],
    ['yes', 'yes', false],
    ['false', '', false],
    [['true', 'false'], 'false', true],
    ['true', undefined, false],
    ['false', undefined, false],
    ['true', ['true'], false],
  ])('%j compared with %j: %j', (values, value, expected) => {
    expect(holds('Bool', values, value)).toBe(expected);
  });
});

describe('Null', () => {
  it.each([
    ['true', undefined, true],
    ['false', undefined, false],
    ['true', 'x', false],
    ['false', 'x', true],
    ['false', '', true],
    ['true', '', false],
    ['true', [], true],
    ['false', ['x'], true],
    ['False', 'x', true],
    [['true', 'false'], 'x', true],
    ['maybe', 'x', false],
    ['maybe', undefined, false],
  ])('%j asked of %j: %j', (values, value, expected) => {
    expect(holds('Null', values, value)).toBe(expected);
  });
});

describe('findOperator', () => {
  it.each<[string, OperatorName, Quantifier | undefined, boolean]>([
    ['StringEquals', 'StringEquals', undefined, false],
    ['Null', 'Null', undefined, false],
    ['DateLessThanEqualsIfExists', 'DateLessThanEquals', undefined, true],
    ['ForAllValues:StringNotEquals', 'StringNotEquals', 'ForAllValues', false],
    ['ForAnyValue:ArnLikeIfExists', 'ArnLike', 'ForAnyValue', true],
  ])('knows %s', (written, name, quantifier, ifExists) => {
    expect(findOperator(written)).toEqual({
      status: 'known',
      operator: operatorOf(name),
      quantifier,
      ifExists,
    });
  });

  it.each([
    ...[
      '',
      'x',
      'stringequals',
      'StringEqualsIfexists',
      'ForAnyValue::StringEquals',
      'ForSomeValues:StringEquals',
    ],
    ...['NullIfExists', 'ForAllValues:NullIfExists', 'toString', '__proto__', 'StringEqualsIfExistsIfExists'],
  ])('does not know %j', (name) => {
    expect(findOperator(name).status).toBe('unknown');
  });

  it('suggests the operator that differs only in case', () => {
    const suggestion = (written: string) => {
      const found = findOperator(written);
      return found.status === 'unknown' ? found.suggestion : written;
    };
    expect(suggestion('ipaddress')).toBe('IpAddress');
    expect(suggestion('foranyvalue:stringlikeifexists')).toBe('ForAnyValue:StringLikeIfExists');
    expect(suggestion('FORALLVALUES:arnequals')).toBe('ForAllValues:ArnEquals');
    expect(suggestion('ForAllValues:null')).toBe('Null');
    expect(suggestion('Like')).toBeUndefined();
  });
});
