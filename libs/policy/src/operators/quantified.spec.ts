import { holds, type WrittenOperator } from './holds.fixture.js';

/** One value of each family that equals `same` of the request and not `other`. */
const families = [
  { positive: 'StringEquals', negative: 'StringNotEquals', same: 'a', other: 'b' },
  { positive: 'StringEqualsIgnoreCase', negative: 'StringNotEqualsIgnoreCase', same: 'a', other: 'b' },
  { positive: 'StringLike', negative: 'StringNotLike', same: 'a', other: 'b' },
  { positive: 'NumericEquals', negative: 'NumericNotEquals', same: '1', other: '2' },
  { positive: 'DateEquals', negative: 'DateNotEquals', same: '1', other: '2' },
  { positive: 'IpAddress', negative: 'NotIpAddress', same: '10.0.0.1', other: '10.0.0.2' },
  { positive: 'ArnEquals', negative: 'ArnNotEquals', same: 'arn:a:b:c:d:e', other: 'arn:a:b:c:d:f' },
  { positive: 'ArnLike', negative: 'ArnNotLike', same: 'arn:a:b:c:d:e', other: 'arn:a:b:c:d:f' },
] as const;

/** What each form answers to an absent key or an empty list; AWS IAM User Guide, "Condition operators". */
const absent: readonly [form: (name: string) => string, positive: boolean, negative: boolean][] = [
  [(name) => name, false, true],
  [(name) => `${name}IfExists`, true, true],
  [(name) => `ForAllValues:${name}`, true, true],
  [(name) => `ForAllValues:${name}IfExists`, true, true],
  [(name) => `ForAnyValue:${name}`, false, false],
  [(name) => `ForAnyValue:${name}IfExists`, false, false],
];

const as = (name: string) => name as WrittenOperator;

describe.each(families)('$positive and $negative', ({ positive, negative, same, other }) => {
  it.each(absent)('%s without a key', (form, whenPositive, whenNegative) => {
    for (const value of [undefined, []]) {
      for (const effect of ['Allow', 'Deny'] as const) {
        expect(holds(as(form(positive)), same, value, effect)).toBe(whenPositive);
        expect(holds(as(form(negative)), same, value, effect)).toBe(whenNegative);
      }
    }
  });

  it('IfExists changes nothing when the key is there', () => {
    for (const value of [same, other]) {
      expect(holds(`${positive}IfExists`, same, value)).toBe(value === same);
      expect(holds(`${negative}IfExists`, same, value)).toBe(value !== same);
    }
  });

  it.each([
    [[same], true, true],
    [[same, other], false, true],
    [[other, same], false, true],
    [[other], false, false],
    [[other, other], false, false],
  ])('of the values %j', (values, all, any) => {
    expect(holds(`ForAllValues:${positive}`, same, values)).toBe(all);
    expect(holds(`ForAnyValue:${positive}`, same, values)).toBe(any);
    // Negation is about each value by itself: all differ when none is equal, some differs when not all are equal.
    expect(holds(`ForAllValues:${negative}`, same, values)).toBe(!any);
    expect(holds(`ForAnyValue:${negative}`, same, values)).toBe(!all);
  });

  it('a single value is a set of one', () => {
    for (const quantifier of ['ForAllValues', 'ForAnyValue'] as const) {
      expect(holds(`${quantifier}:${positive}`, [same], same)).toBe(true);
      expect(holds(`${quantifier}:${positive}`, [same], other)).toBe(false);
      expect(holds(`${quantifier}:${negative}`, [same], same)).toBe(false);
      expect(holds(`${quantifier}:${negative}`, [same], other)).toBe(true);
    }
  });

  it('the values of the policy are alternatives', () => {
    expect(holds(`ForAllValues:${positive}`, [same, other], [same, other])).toBe(true);
    expect(holds(`ForAnyValue:${negative}`, [same, other], [same, other])).toBe(false);
  });

  it('several values without a set prefix are on the safe side', () => {
    expect(holds(positive, same, [same])).toBe(false);
    expect(holds(`${positive}IfExists`, same, [same], 'Deny')).toBe(false);
    expect(holds(negative, same, [other])).toBe(false);
    expect(holds(negative, same, [other], 'Deny')).toBe(true);
  });
});

describe('a value that cannot be read, in a set', () => {
  it('satisfies nothing, and a negation only in a Deny', () => {
    const values = ['2', 'x'];
    expect(holds('ForAllValues:NumericLessThan', '5', values)).toBe(false);
    expect(holds('ForAnyValue:NumericLessThan', '5', values)).toBe(true);
    expect(holds('ForAllValues:NumericNotEquals', '5', values)).toBe(false);
    expect(holds('ForAllValues:NumericNotEquals', '5', values, 'Deny')).toBe(true);
    expect(holds('ForAnyValue:NumericNotEquals', '2', values)).toBe(false);
    expect(holds('ForAnyValue:NumericNotEquals', '2', values, 'Deny')).toBe(true);
  });
});

describe('an empty string', () => {
  it('is a value', () => {
    expect(holds('StringEquals', '', '')).toBe(true);
    expect(holds('ForAllValues:StringEquals', 'a', [''])).toBe(false);
    expect(holds('ForAnyValue:StringNotEquals', 'a', [''])).toBe(true);
  });
});

describe('Bool with a set prefix', () => {
  it('asks each value', () => {
    expect(holds('ForAllValues:Bool', 'true', ['true', 'True'])).toBe(true);
    expect(holds('ForAllValues:Bool', 'true', ['true', 'false'])).toBe(false);
    expect(holds('ForAnyValue:Bool', 'true', ['false', 'true'])).toBe(true);
    expect(holds('BoolIfExists', 'true', undefined)).toBe(true);
  });
});
