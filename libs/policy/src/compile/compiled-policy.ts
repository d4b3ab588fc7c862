import type { PolicyType } from '../document/policy.js';
import type { CompiledStatement } from './compiled-statement.js';
import type { PolicyIndex } from './policy-index.js';

/**
 * One policy version in the form that is evaluated. Immutable; shared by all who use that version.
 *
 * What it holds beside its type is the evaluator's own business and may change.
 */
export interface CompiledPolicy {
  readonly type: PolicyType;
  readonly statements: readonly CompiledStatement[];
  readonly index: PolicyIndex;
}
