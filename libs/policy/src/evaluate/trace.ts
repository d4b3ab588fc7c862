import type { CompiledStatement } from '../compile/compiled-statement.js';
import type { StatementIndex } from '../compile/statement-index.js';
import type { Layer } from './decision.js';
import { type AppliedPolicies, type AppliedPolicy, policiesIn } from './policy-layers.js';

/** A statement of a policy that applies, and the layer in which it was asked. */
export interface TracedStatement {
  readonly statement: CompiledStatement;
  readonly applied: AppliedPolicy;
  readonly layer: Layer;
}

/** Keeps what an evaluation finds on its way; handed in only when somebody wants to know why. */
export class Trace {
  /** The statements that matched, in the order of layers, policies and positions, each once per attachment. */
  readonly matched: TracedStatement[] = [];
  #positions: number[] = [];
  #lacking: readonly AppliedPolicy[] = [];

  /** The policies of the limit that did not allow, when that is why the answer is an implicit deny. */
  get lacking(): readonly AppliedPolicy[] {
    return this.#lacking;
  }

  /** Notes the policies of a limit none of which allows. */
  lacks(policies: readonly AppliedPolicy[]): void {
    this.#lacking = policies;
  }

  /** Notes that the statement at a position of the index that is being asked matches. */
  found(position: number): void {
    this.#positions.push(position);
  }

  /** Turns the positions found in an index into statements of its policies. */
  record(index: StatementIndex, policies: AppliedPolicies, layer: Layer): void {
    const all = policiesIn(policies);
    const seen = new Map<AppliedPolicy, Set<CompiledStatement>>(all.map((applied) => [applied, new Set()]));
    for (const position of this.#positions.sort((left, right) => left - right)) {
      const statement = index.statements[position];
      const applied = all[index.policies[position] ?? 0];
      if (statement === undefined || applied === undefined || seen.get(applied)?.has(statement) === true)
        continue;
      seen.get(applied)?.add(statement);
      this.matched.push({ statement, applied, layer });
    }
    this.#positions = [];
  }
}
