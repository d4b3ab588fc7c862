import { everyAction } from './action-signature.js';
import { ActionTable } from './action-table.js';
import type { CompiledStatement } from './compiled-statement.js';
import type { Question } from './question.js';
import { shelfOf } from './resource-shelf.js';
import type { StatementVisitor } from './shelf.js';
import type { StatementEntry } from './statement-entries.js';

/** Reading the signatures of up to so many entries is faster than looking an action up. */
const SCANNED = 64;

/**
 * Finds the statements of one effect whose action matches a question's, without looking at the others.
 *
 * A short index is a row of numbers, the signatures of the action patterns, which is read from end to end: it touches
 * little memory, and what most principals have is short. A long one is a table, and where many statements have their
 * action in common it goes by their resources as well.
 */
export class StatementIndex {
  /** The statement at each position; one whose patterns differ in form or signature stands at several. */
  readonly statements: readonly CompiledStatement[];
  /** The number of the policy from which the statement at each position comes. */
  readonly policies: readonly number[];
  readonly #signatures: readonly number[];
  readonly #table: StatementTable | undefined;

  constructor(entries: readonly StatementEntry[]) {
    this.statements = entries.map(({ statement }) => statement);
    this.policies = entries.map(({ policy }) => policy);
    const isShort = entries.length <= SCANNED;
    this.#signatures = isShort ? entries.map(({ signature }) => signature) : [];
    this.#table = isShort ? undefined : new StatementTable(entries, this.statements);
  }

  /**
   * Visits the positions of statements whose action matches; of those whose resource or conditions do not, it may leave
   * out some. A statement may be visited at several positions.
   *
   * @returns whether the visitor stopped
   */
  visit(question: Question, visitor: StatementVisitor): boolean {
    return this.#table === undefined ? this.#scan(question, visitor) : this.#table.visit(question, visitor);
  }

  #scan(question: Question, visitor: StatementVisitor): boolean {
    const { signature, headSignature, serviceSignature } = question.action;
    const signatures = this.#signatures;
    for (let position = 0; position < signatures.length; position += 1) {
      const own = signatures[position];
      const mayMatch =
        own === signature || own === headSignature || own === serviceSignature || own === everyAction;
      if (mayMatch && this.#matchesAt(position, question) && visitor.visit(position)) return true;
    }
    return false;
  }

  #matchesAt(position: number, question: Question): boolean {
    return this.statements[position]?.action.matches(question) === true;
  }
}

/** A long index. */
class StatementTable {
  readonly #statements: readonly CompiledStatement[];
  readonly #named: ActionTable;
  /** The positions of statements with `NotAction`. */
  readonly #notAction: readonly number[];

  constructor(entries: readonly StatementEntry[], statements: readonly CompiledStatement[]) {
    const placed = entries.map((entry, position) => ({ ...entry, position }));
    const isNegated = ({ statement }: StatementEntry): boolean => statement.action.negated;
    this.#statements = statements;
    this.#named = new ActionTable(
      placed.filter((entry) => !isNegated(entry)),
      (positions) => shelfOf(positions, statements),
    );
    this.#notAction = placed.filter(isNegated).map(({ position }) => position);
  }

  visit(question: Question, visitor: StatementVisitor): boolean {
    if (this.#named.visit(question, visitor)) return true;
    for (const position of this.#notAction) {
      if (this.#statements[position]?.action.matches(question) === true && visitor.visit(position))
        return true;
    }
    return false;
  }
}
