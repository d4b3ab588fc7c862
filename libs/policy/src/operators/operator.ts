import type { Effect, Quantifier } from '../document/policy.js';
import type { OperatorName } from '../document/operator-name.js';
import type { ContextValue, RequestContext } from '../evaluate/request-context.js';
import type { Template } from '../pattern/template.js';

/** Whether a condition holds for what the request has under the key; `undefined`: the request does not have it. */
export type ConditionTest = (value: ContextValue | undefined, context: RequestContext) => boolean;

/** What stands around the operator in a condition, and in which statement. */
export interface ConditionForm {
  readonly effect: Effect;
  readonly quantifier: Quantifier | undefined;
  readonly ifExists: boolean;
}

/**
 * One condition operator.
 *
 * Source of all of them: AWS IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
export interface Operator {
  readonly name: OperatorName;
  /** Whether its values may hold policy variables. */
  readonly takesVariables: boolean;
  /** Whether `*` and `?` are wildcards in its values. */
  readonly takesWildcards: boolean;
  /** Whether a document with a value that cannot be read is refused; otherwise it is only warned of. */
  readonly refusesUnreadable: boolean;
  /** What a value should look like, when this one can never match. */
  expects(value: string): string | undefined;
  /** Makes the test for one key from the policy's values, which are alternatives. */
  compile(values: readonly Template[], form: ConditionForm): ConditionTest;
}
