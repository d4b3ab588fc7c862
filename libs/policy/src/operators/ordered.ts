import type { Comparison } from './comparison.js';
import { constantComparison } from './constant-comparison.js';
import type { Relation } from '../document/operator-name.js';

/** Values that have an order. */
export interface Scale<Value> {
  /** What a value should look like, for messages. */
  readonly form: string;
  parse(text: string): Value | undefined;
  /** Negative when `left` comes first, 0 when both are the same value. */
  compare(left: Value, right: Value): number;
}

/** `NotEquals` is made from `Equals`. */
type Comparable = Exclude<Relation, 'NotEquals'>;

const relations: Record<Comparable, (order: number) => boolean> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
};

/** The comparison for one relation; the value of the request is on the left. */
export function ordered<Value>(
  scale: Scale<Value>,
  relation: Comparable,
  refusesUnreadable = false,
): Comparison {
  const isMet = relations[relation];
  const kind = {
    form: scale.form,
    wanted: (text: string) => scale.parse(text),
    found: (text: string) => scale.parse(text),
    matches: (found: Value, wanted: Value) => isMet(scale.compare(found, wanted)),
  };
  return constantComparison(kind, refusesUnreadable);
}
