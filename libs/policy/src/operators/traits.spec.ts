import type { OperatorName } from '../document/operator-name.js';
import { operatorOf } from './operator-table.js';

/** What is true of all operators of a family, and values that can and cannot match. */
interface Family {
  readonly operators: readonly OperatorName[];
  readonly variables?: boolean;
  readonly wildcards?: boolean;
  readonly refuses?: boolean;
  readonly good: readonly string[];
  readonly bad: readonly string[];
  /** What is to be written instead of a bad value. */
  readonly expects?: string;
}

const families: Readonly<Record<string, Family>> = {
  texts: {
    operators: [
      ...([
        'StringEquals',
        'StringNotEquals',
        'StringEqualsIgnoreCase',
        'StringNotEqualsIgnoreCase',
      ] as const),
    ],
    variables: true,
    good: ['', 'a', '*', '${a'],
    bad: [],
  },
  patterns: {
    operators: ['StringLike', 'StringNotLike'],
    variables: true,
    wildcards: true,
    good: ['', 'a', '*', '${a'],
    bad: [],
  },
  numbers: {
    operators: [
      ...(['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals'] as const),
      ...(['NumericGreaterThan', 'NumericGreaterThanEquals'] as const),
    ],
    good: ['1', '-0.5'],
    bad: ['', 'x', '1e3', '${a:b}'],
    expects: 'an integer or decimal number such as `10` or `0.5`',
  },
  dates: {
    operators: [
      ...(['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals'] as const),
      ...(['DateGreaterThan', 'DateGreaterThanEquals'] as const),
    ],
    refuses: true,
    good: ['2026-01-31', '1'],
    bad: ['', 'soon', '2026-02-30'],
    expects: 'a date such as `2026-01-31T12:00:00Z` or seconds since 1970',
  },
  'truth values': {
    operators: ['Bool', 'Null'],
    good: ['true', 'False'],
    bad: ['', 'yes', '1'],
    expects: '`true` or `false`',
  },
  bytes: {
    operators: ['BinaryEquals'],
    good: ['', 'QQ=='],
    bad: ['QQ', 'é'],
    expects: 'bytes in base64, with padding',
  },
  addresses: {
    operators: ['IpAddress', 'NotIpAddress'],
    good: ['10.0.0.1', '::/0'],
    bad: ['', '10.0.0.0/33', 'here'],
    expects: 'an address such as `203.0.113.7` or a range such as `2001:db8::/32`',
  },
  ARNs: {
    operators: ['ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike'],
    variables: true,
    wildcards: true,
    good: ['arn:aws:s3:::b', 'arn:*:*:*:*:*', '${aws:PrincipalArn}'],
    bad: ['', '*', 'arn:aws:s3', '${a'],
    expects: 'an ARN such as `arn:aws:iam::123456789012:user/*`',
  },
};

describe.each(Object.entries(families))('operators that compare %s', (_title, family) => {
  it.each(family.operators)('%s', (name) => {
    const operator = operatorOf(name);
    expect(operator).toMatchObject({
      name,
      takesVariables: family.variables ?? false,
      takesWildcards: family.wildcards ?? false,
      refusesUnreadable: family.refuses ?? false,
    });
    expect(family.good.map((value) => operator.expects(value))).toEqual(family.good.map(() => undefined));
    expect(family.bad.map((value) => operator.expects(value))).toEqual(family.bad.map(() => family.expects));
  });
});
