import { negative, positive } from './comparison.js';
import { compareDecimals, type Decimal } from './decimal.js';
import { parseInstant } from './instant.js';
import type { Relation } from '../document/operator-name.js';
import { ordered, type Scale } from './ordered.js';

const instants: Scale<Decimal> = {
  form: 'a date such as `2026-01-31T12:00:00Z` or seconds since 1970',
  parse: parseInstant,
  compare: compareDecimals,
};

/** A policy whose date cannot be read is refused, as AWS does. */
function dates(relation: Exclude<Relation, 'NotEquals'>) {
  return ordered(instants, relation, true);
}

export const dateEquals = positive('DateEquals', dates('Equals'));
export const dateNotEquals = negative('DateNotEquals', dates('Equals'));
export const dateLessThan = positive('DateLessThan', dates('LessThan'));
export const dateLessThanEquals = positive('DateLessThanEquals', dates('LessThanEquals'));
export const dateGreaterThan = positive('DateGreaterThan', dates('GreaterThan'));
export const dateGreaterThanEquals = positive('DateGreaterThanEquals', dates('GreaterThanEquals'));
