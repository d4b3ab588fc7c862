import type { CompiledStatement } from '../compile/compiled-statement.js';
import { type Naming, naming } from '../compile/principal-part.js';
import type { Question } from '../compile/question.js';

import type { StatementIndex, StatementVisitor } from '../lookup/statement-index.js';
import type { StatementPart } from '../compile/statement-part.js';
import type { Effect } from '../document/policy.js';
import type { Layer } from './decision.js';
import { type AppliedPolicies, type AppliedTrustPolicy, indexOf } from './policy-layers.js';
import type { Trace } from './trace.js';

/** The first part of a statement, apart from its action, that does not match; `undefined` when all do. */
export function failingPart(statement: CompiledStatement, question: Question): StatementPart | undefined {
  for (const part of statement.parts) if (!part.matches(question)) return part;
  return undefined;
}

/**
 * Looks for the statements of one effect that apply to a question, policy by policy.
 *
 * Without a trace it stops at the first statement that settles the matter; with one it goes on and records all of
 * them. What it answers is the same.
 */
export class StatementScan implements StatementVisitor {
  #index: StatementIndex | undefined;
  #strongest: Naming = naming.none;

  constructor(
    readonly question: Question,
    private readonly trace: Trace | undefined,
  ) {}

  /** Whether it goes on after the first statement that settles the matter. */
  get recordsAll(): boolean {
    return this.trace !== undefined;
  }

  /** Whether any statement of that effect applies. */
  anyApplies(policies: readonly AppliedPolicies[], effect: Effect, layer: Layer): boolean {
    let found = false;
    for (const policy of policies) {
      if (this.applies(policy, effect, layer)) {
        if (this.trace === undefined) return true;
        found = true;
      }
    }
    return found;
  }

  /** Whether any statement of that effect in one policy applies. */
  applies(policy: AppliedPolicies, effect: Effect, layer: Layer): boolean {
    return this.#ask(policy, effect, layer) !== naming.none;
  }

  /** How the policy of a resource names the caller in the statements of that effect that apply. */
  naming(policy: AppliedTrustPolicy, effect: Effect): Naming {
    this.question.principalIds = policy.principalIds;
    return this.#ask(policy, effect, 'ResourcePolicy');
  }

  /** Called by the index for each statement that may apply. */
  visit(position: number): boolean {
    const statement = this.#index?.statements[position];
    if (statement === undefined || !this.#doesApply(statement)) return false;
    const found = statement.principal?.naming(this.question) ?? naming.direct;
    if (found > this.#strongest) this.#strongest = found;
    if (this.trace === undefined) return this.#strongest === naming.direct;
    this.trace.found(position);
    return false;
  }

  /** The action comes last: it nearly always matches where the index says that it may. */
  #doesApply(statement: CompiledStatement): boolean {
    return failingPart(statement, this.question) === undefined && statement.action.matches(this.question);
  }

  #ask(policies: AppliedPolicies, effect: Effect, layer: Layer): Naming {
    const index = indexOf(policies);
    this.#index = index;
    this.#strongest = naming.none;
    index.visit(effect, this.question, this);
    this.trace?.record(index, policies, layer);
    return this.#strongest;
  }
}
