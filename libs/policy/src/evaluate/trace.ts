import type { CompiledStatement } from '../compile/compiled-statement.js';
import type { AppliedPolicy } from './policy-layers.js';
import type { Layer } from './decision.js';

/** A statement of a policy that applies, and the layer in which it was asked. */
export interface TracedStatement {
  readonly statement: CompiledStatement;
  readonly applied: AppliedPolicy;
  readonly layer: Layer;
}

/** Keeps what an evaluation finds on its way; handed in only when somebody wants to know why. */
export class Trace {
  /** The statements that matched, in the order in which they were found, each once per attachment. */
  readonly matched: TracedStatement[] = [];
  #seen = new Set<CompiledStatement>();
  #lacking: readonly AppliedPolicy[] = [];

  /** The policies of the limit that did not allow, when that is why the answer is an implicit deny. */
  get lacking(): readonly AppliedPolicy[] {
    return this.#lacking;
  }

  /** Notes the policies of a limit none of which allows. */
  lacks(policies: readonly AppliedPolicy[]): void {
    this.#lacking = policies;
  }

  /** Begins with another policy, or with the same one in another layer. */
  begin(): void {
    this.#seen = new Set();
  }

  /** Adds a statement, unless it was added already since {@link begin}. */
  add(found: TracedStatement): void {
    if (this.#seen.has(found.statement)) return;
    this.#seen.add(found.statement);
    this.matched.push(found);
  }
}
