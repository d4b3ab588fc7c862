import { holds } from './holds.fixture.js';
import { parseInstant } from './instant.js';

const relations = ['Equals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'] as const;

/** Which relations hold when the left value comes before, with or after the right one. */
const holding = {
  '<': ['LessThan', 'LessThanEquals'],
  '=': ['Equals', 'LessThanEquals', 'GreaterThanEquals'],
  '>': ['GreaterThan', 'GreaterThanEquals'],
} as const;

type Row = readonly [value: string, order: keyof typeof holding, wanted: string];

const numbers: readonly Row[] = [
  ['10', '=', '10.0'],
  ['010', '=', '10'],
  ['+1', '=', '1'],
  ['-0', '=', '0.000'],
  ['9', '<', '10'],
  ['-10', '<', '-9'],
  ['0.1', '<', '0.10000000000000001'],
  ['1234567890123456789', '>', '1234567890123456788'],
  ['-1234567890123456789', '<', '-1234567890123456788'],
  ['12345678912345678910', '>', '12345678912345678909'],
  ['9999999999999999999', '<', '10000000000000000000'],
  ['00000000000000000001', '=', '1'],
  ['-00000000000000000001', '=', '-1'],
  ['+1234567890123456789', '=', '1234567890123456789'],
  ['1234567890123456789.50', '=', '1234567890123456789.5'],
  ['12345678901234567890', '>', '1234567890123456789'],
  [`1${'0'.repeat(400)}`, '<', `2${'0'.repeat(400)}`],
  [`-1${'0'.repeat(400)}`, '>', `-2${'0'.repeat(400)}`],
  [`0.${'0'.repeat(400)}1`, '>', '0'],
  [`-0.${'0'.repeat(400)}1`, '<', '0'],
  [`-0.${'0'.repeat(400)}1`, '<', `0.${'0'.repeat(400)}1`],
  [`-0.${'0'.repeat(400)}`, '=', '+0'],
];

const dates: readonly Row[] = [
  ['2026-01-31T12:00:00Z', '=', '2026-01-31T12:00Z'],
  ['2026-01-31T12:00:00Z', '=', '2026-01-31T13:30:00+01:30'],
  ['2026-01-31T12:00:00Z', '=', '2026-01-31T11:00:00-01:00'],
  ['2026-01-31T12:00:00.000Z', '=', '2026-01-31T12:00:00Z'],
  ['2026-01-31T12:00:00.1Z', '>', '2026-01-31T12:00:00.09Z'],
  ['2026-01-31', '=', '2026-01-31T00:00:00Z'],
  ['2026-02', '=', '2026-02-01'],
  ['1767225600', '=', '2026-01-01T00:00:00Z'],
  ['1767225600.5', '=', '2026-01-01T00:00:00.5Z'],
  ['2026', '<', '1970-01-02'],
  ['-1', '<', '0'],
  ['-1.5', '<', '-1'],
  ['2024-02-29', '>', '2024-02-28T23:59:59Z'],
  ['2000-02-29', '<', '2000-03-01'],
  ['2024-01-31', '<', '2024-12-31'],
  ['2026-01-31T23:59:59-23:59', '=', '2026-02-01T23:58:59Z'],
  ['0050-01-01', '<', '1950-01-01'],
  ['2026-01-01T00:00:00.0000000000000000001Z', '>', '2026-01-01T00:00:00Z'],
  ['2026-01-01T00:00:00.1234567890123456789Z', '>', '2026-01-01T00:00:00.1234567890123456788Z'],
  ['1767225600.1234567890123456789', '=', '2026-01-01T00:00:00.12345678901234567890Z'],
  ['1969-12-31T23:59:59.5Z', '=', '-0.5'],
  ['1970-01-01T00:00:00.5Z', '=', '0.5'],
  ['1969-12-31T23:59:58.75Z', '=', '-1.25'],
  ['1969-12-31T23:59:58.0900Z', '=', '-1.91'],
  ['1969-12-31T23:59:58.000Z', '=', '-2'],
  ['1969-12-31T23:59:59.9999999999999999999Z', '<', '1970-01-01'],
  ['1969-12-31T23:59:59.0000000000000000001Z', '>', '1969-12-31T23:59:59Z'],
  ['9223372036854775807', '>', '9223372036854775806'],
  ['-9223372036854775808', '<', '-9223372036854775807'],
  ['-9223372036854775808', '<', '0000-01-01'],
  ['9223372036854775807', '>', '9999-12-31T23:59:59Z'],
];

describe.each<[string, 'Numeric' | 'Date', readonly Row[]]>([
  ['numbers', 'Numeric', numbers],
  ['dates', 'Date', dates],
])('%s', (_title, family, rows) => {
  const mirrored = rows.map(([value, order, wanted]): Row => {
    return [wanted, order === '<' ? '>' : order === '>' ? '<' : '=', value];
  });

  it.each([...rows, ...mirrored])('%s %s %s', (value, order, wanted) => {
    const met = relations.filter((relation) => holds(`${family}${relation}`, wanted, value));
    expect(met).toEqual(holding[order]);
    expect(holds(`${family}NotEquals`, wanted, value)).toBe(order !== '=');
    expect(holds(`${family}NotEquals`, wanted, value, 'Deny')).toBe(order !== '=');
  });

  it('several values are alternatives, and must all differ when negated', () => {
    expect(holds(`${family}Equals`, ['1', '2'], '2')).toBe(true);
    expect(holds(`${family}LessThan`, ['1', '3'], '2')).toBe(true);
    expect(holds(`${family}NotEquals`, ['1', '2'], '2')).toBe(false);
    expect(holds(`${family}NotEquals`, ['1', '2'], '3')).toBe(true);
  });

  it.each(['', ' ', 'x', '1 ', '1e3', '0x1', '١', '--1', 'NaN', 'Infinity', '1.', '.5', '1.2.3', 'x1', '1x'])(
    '%j in the request fails closed',
    (value) => {
      for (const relation of relations) {
        expect(holds(`${family}${relation}`, ['0', '1'], value)).toBe(false);
        expect(holds(`${family}${relation}`, ['0', '1'], value, 'Deny')).toBe(false);
      }
      expect(holds(`${family}NotEquals`, ['0', '1'], value)).toBe(false);
      expect(holds(`${family}NotEquals`, ['0', '1'], value, 'Deny')).toBe(true);
    },
  );

  it('what cannot be read in the policy may be any value', () => {
    expect(holds(`${family}Equals`, ['x', '1'], '1')).toBe(true);
    expect(holds(`${family}Equals`, ['x', '1'], '2')).toBe(false);
    expect(holds(`${family}NotEquals`, ['x', '1'], '2')).toBe(false);
    expect(holds(`${family}NotEquals`, ['x', '1'], '2', 'Deny')).toBe(true);
  });
});

describe('a text that is no date', () => {
  it.each([
    ...['2026-00', '2026-13', '2026-1', '2026-02-29', '2100-02-29', '2026-04-31', '2026-01-00', '26-01-01'],
    ...['2026-01-01T24:00Z', '2026-01-01T12:60Z', '2026-01-01T12:00:60Z', '2026-01-01T12:00:00'],
    ...['2026-01-01T12Z', '2026-01-01T12:00:00+1', '2026-01-01T12:00:00+24:00', '2026-01-01T12:00:00+01:60'],
    ...['2026-01-01t12:00:00z', '2026-01-01 12:00:00Z', '2026-01-01T12:00:00.Z'],
    ...[
      '2023-02-29',
      'x2026-01-01',
      '2026-01-01x',
      '2026-01x',
      '2026-01-01T12:00Zx',
      '2026-01-01T12:00:00.1.1Z',
    ],
    ...['9223372036854775808', '9223372036854775807.1', '-9223372036854775809', '-9223372036854775808.1'],
    ...['+1', '+2026-01-01', `1${'0'.repeat(400)}`],
  ])('%s', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});
