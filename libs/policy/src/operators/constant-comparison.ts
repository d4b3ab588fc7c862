import { textOf } from '../pattern/template.js';
import type { Comparison } from './comparison.js';

/** How the values of an operator without variables are understood and compared. */
export interface ValueKind<Wanted, Found = Wanted> {
  /** What a value of a policy should look like, for messages. */
  readonly form: string;
  /** Reads a value of a policy; `undefined` when it is none. */
  wanted(text: string): Wanted | undefined;
  /** Reads a value of a request; `undefined` when it is none. */
  found(text: string): Found | undefined;
  matches(found: Found, wanted: Wanted): boolean;
}

/**
 * Compares by value, with values of the policy that are read once, when it is compiled.
 *
 * A value of the request that cannot be read is not comparable. One of the policy may mean anything, so without a
 * match among the others the answer is unknown.
 */
export function constantComparison<Wanted, Found>(
  kind: ValueKind<Wanted, Found>,
  refusesUnreadable = false,
): Comparison {
  return {
    takesVariables: false,
    takesWildcards: false,
    refusesUnreadable,
    expects: (value) => (kind.wanted(value) === undefined ? kind.form : undefined),
    compile: (values) => {
      const read = values.map((value) => kind.wanted(textOf(value)));
      const alternatives = read.filter((wanted) => wanted !== undefined);
      const otherwise = alternatives.length === read.length ? false : undefined;
      return (value) => {
        const found = kind.found(value);
        if (found === undefined) return undefined;
        for (const wanted of alternatives) if (kind.matches(found, wanted)) return true;
        return otherwise;
      };
    },
  };
}
