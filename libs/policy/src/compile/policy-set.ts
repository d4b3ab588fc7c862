import type { AppliedPolicy } from '../evaluate/policy-layers.js';
import { StatementIndex } from '../lookup/statement-index.js';

/**
 * Policies that always apply together, for example those of one group, with one index of all their statements:
 * evaluating the set costs about as much as evaluating one of them. Immutable; shared by all whom the policies apply to.
 *
 * What it holds beside its policies is the evaluator's own business and may change.
 */
export class PolicySet {
  readonly policies: readonly AppliedPolicy[];
  readonly index: StatementIndex;

  /** @param policies each policy once for each place where it is attached; they are read once, so they may not change */
  constructor(policies: readonly AppliedPolicy[]) {
    this.policies = policies;
    this.index = new StatementIndex(policies.map(({ compiled }) => compiled.statements));
  }
}
