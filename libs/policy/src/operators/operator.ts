import type { Effect } from '../document/policy.js';
import type { Template } from '../pattern/template.js';
import type { ContextValue, RequestContext } from '../evaluate/request-context.js';

/** The condition operators that this version evaluates. */
export type OperatorName =
  | 'StringEquals'
  | 'StringNotEquals'
  | 'StringEqualsIgnoreCase'
  | 'StringNotEqualsIgnoreCase'
  | 'StringLike'
  | 'StringNotLike'
  | 'Bool'
  | 'IpAddress'
  | 'NotIpAddress'
  | 'Null';

/** Whether a condition holds for what the request has under the key; `undefined`: the request does not have it. */
export type ConditionTest = (value: ContextValue | undefined, context: RequestContext) => boolean;

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
  /** What a value should look like, when this one can never match; for warnings. */
  expects(value: string): string | undefined;
  /** Makes the test for one key from the policy's values, which are alternatives. */
  compile(values: readonly Template[], effect: Effect): ConditionTest;
}
