import type { RequestContext } from '../evaluate/request-context.js';
import type { Template } from '../pattern/template.js';
import type { OperatorName } from '../document/operator-name.js';
import type { Operator } from './operator.js';
import { quantified } from './quantified.js';

/** Whether one request value equals (is like, lies in) any of the policy's; `undefined`: they cannot be compared. */
export type ComparisonTest = (value: string, context: RequestContext) => boolean | undefined;

/** A way to compare that an operator and its negation share. */
export interface Comparison {
  readonly takesVariables: boolean;
  readonly takesWildcards: boolean;
  readonly refusesUnreadable: boolean;
  expects(value: string): string | undefined;
  compile(values: readonly Template[]): ComparisonTest;
}

/**
 * The operator that a value satisfies when it matches any of the policy's.
 *
 * An absent key, several values without a set prefix, and a value that cannot be compared do not match.
 */
export function positive(name: OperatorName, comparison: Comparison): Operator {
  return {
    ...traits(name, comparison),
    compile: (values, form) => {
      const test = comparison.compile(values);
      const satisfies = (value: string, context: RequestContext) => test(value, context) === true;
      return quantified(satisfies, form, { absent: false, several: false });
    },
  };
}

/**
 * The operator that a value satisfies when it matches none of the policy's; it also holds when the key is absent.
 *
 * When that cannot be known (several values without a set prefix, a value that cannot be compared) the safe side is
 * taken: an Allow does not apply and a Deny does.
 */
export function negative(name: OperatorName, comparison: Comparison): Operator {
  return {
    ...traits(name, comparison),
    compile: (values, form) => {
      const test = comparison.compile(values);
      const whenUnknown = form.effect === 'Deny';
      const satisfies = (value: string, context: RequestContext) => {
        const isEqual = test(value, context);
        return isEqual === undefined ? whenUnknown : !isEqual;
      };
      return quantified(satisfies, form, { absent: true, several: whenUnknown });
    },
  };
}

function traits(name: OperatorName, comparison: Comparison): Omit<Operator, 'compile'> {
  const { takesVariables, takesWildcards, refusesUnreadable } = comparison;
  return {
    name,
    takesVariables,
    takesWildcards,
    refusesUnreadable,
    expects: (value) => comparison.expects(value),
  };
}
