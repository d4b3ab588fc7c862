import type { CompiledStatement } from '../compile/compiled-statement.js';
import type { StatementIndex } from '../lookup/statement-index.js';
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
  /** The statements that matched, in the order of layers, policies and documents, each once per attachment. */
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
    const found = all.map(() => new Set<CompiledStatement>());
    for (const position of this.#positions) {
      const statement = index.statements[position];
      if (statement !== undefined) found[index.policies[position] ?? 0]?.add(statement);
    }
    for (const [number, applied] of all.entries()) {
      for (const statement of inOrder(found[number] ?? [])) this.matched.push({ statement, applied, layer });
    }
    this.#positions = [];
  }
}

function inOrder(statements: Iterable<CompiledStatement>): readonly CompiledStatement[] {
  return [...statements].sort((left, right) => left.index - right.index);
}
