import type { PolicyType } from '../document/policy.js';
import type { CompiledStatement } from './compiled-statement.js';
import { StatementIndex } from '../lookup/statement-index.js';

/**
 * One policy version in the form that is evaluated. Immutable; shared by all who use that version.
 *
 * What it holds beside its type is the evaluator's own business and may change.
 */
export class CompiledPolicy {
  #index: StatementIndex | undefined;

  /** Use `compilePolicy`. */
  constructor(
    readonly type: PolicyType,
    readonly statements: readonly CompiledStatement[],
  ) {}

  /** Made when the policy is first asked by itself: most are asked as part of a set. */
  get index(): StatementIndex {
    return (this.#index ??= new StatementIndex([this.statements]));
  }
}
