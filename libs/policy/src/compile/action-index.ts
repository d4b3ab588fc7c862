import { ActionTable } from './action-table.js';
import type { CompiledStatement } from './compiled-statement.js';
import type { Visitor } from './prefix-table.js';
import type { Question } from './question.js';

/** Looks at statements one after the other until it has seen enough. */
export type StatementVisitor = Visitor<CompiledStatement>;

/** Finds the statements of one policy and effect that match an action, without looking at the others. */
export class ActionIndex {
  readonly #table: ActionTable<CompiledStatement>;
  readonly #notAction: readonly CompiledStatement[];

  /** Whether there is nothing to visit: most policies deny nothing. */
  readonly isEmpty: boolean;

  constructor(statements: readonly CompiledStatement[]) {
    this.isEmpty = statements.length === 0;
    const named = statements.filter(({ action }) => !action.negated);
    this.#table = new ActionTable(
      named.map((statement) => ({ patterns: statement.action.patterns, value: statement })),
    );
    this.#notAction = statements.filter(({ action }) => action.negated);
  }

  /**
   * Visits every statement whose action matches, at most once per form of pattern (exact, prefix, other).
   *
   * @returns whether the visitor stopped
   */
  visit(question: Question, visitor: StatementVisitor): boolean {
    if (this.#table.visit(question.action, visitor)) return true;
    for (const statement of this.#notAction) {
      if (statement.action.matches(question) && visitor.visit(statement)) return true;
    }
    return false;
  }
}
