import { negative, positive } from './comparison.js';
import { compareDecimals, type Decimal, parseDecimal } from './decimal.js';
import { ordered, type Scale } from './ordered.js';

const numbers: Scale<Decimal> = {
  form: 'an integer or decimal number such as `10` or `0.5`',
  parse: parseDecimal,
  compare: compareDecimals,
};
const equals = ordered(numbers, 'Equals');

export const numericEquals = positive('NumericEquals', equals);
export const numericNotEquals = negative('NumericNotEquals', equals);
export const numericLessThan = positive('NumericLessThan', ordered(numbers, 'LessThan'));
export const numericLessThanEquals = positive('NumericLessThanEquals', ordered(numbers, 'LessThanEquals'));
export const numericGreaterThan = positive('NumericGreaterThan', ordered(numbers, 'GreaterThan'));
export const numericGreaterThanEquals = positive(
  'NumericGreaterThanEquals',
  ordered(numbers, 'GreaterThanEquals'),
);
