import type { Template } from '../pattern/template.js';
import type { RequestContext } from '../evaluate/request-context.js';
import type { Operator, OperatorName } from './operator.js';

/** Whether one request value equals (is like, lies in) any of the policy's; `undefined`: they cannot be compared. */
export type ComparisonTest = (value: string, context: RequestContext) => boolean | undefined;

/** A way to compare that an operator and its negation share. */
export interface Comparison {
  readonly takesVariables: boolean;
  readonly takesWildcards: boolean;
  expects(value: string): string | undefined;
  compile(values: readonly Template[]): ComparisonTest;
}

/**
 * The operator that holds when the request has the key, once, and its value matches.
 *
 * An absent key, several values without a set operator, and a value that cannot be compared do not match.
 */
export function positive(name: OperatorName, comparison: Comparison): Operator {
  return {
    ...traits(name, comparison),
    compile: (values) => {
      const test = comparison.compile(values);
      return (value, context) => typeof value === 'string' && test(value, context) === true;
    },
  };
}

/**
 * The operator that holds when none of the policy's values matches, so also when the key is absent.
 *
 * When that cannot be known (several values without a set operator, a value that cannot be compared) the safe side
 * is taken: an Allow does not apply and a Deny does.
 */
export function negative(name: OperatorName, comparison: Comparison): Operator {
  return {
    ...traits(name, comparison),
    compile: (values, effect) => {
      const test = comparison.compile(values);
      const whenUnknown = effect === 'Deny';
      return (value, context) => {
        if (value === undefined) return true;
        // An empty list is a key without a value, which is the same as no key.
        if (typeof value !== 'string') return value.length === 0 || whenUnknown;
        const isEqual = test(value, context);
        return isEqual === undefined ? whenUnknown : !isEqual;
      };
    },
  };
}

function traits(name: OperatorName, comparison: Comparison): Omit<Operator, 'compile'> {
  return {
    name,
    takesVariables: comparison.takesVariables,
    takesWildcards: comparison.takesWildcards,
    expects: (value) => comparison.expects(value),
  };
}
