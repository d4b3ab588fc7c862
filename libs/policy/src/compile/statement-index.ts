import type { Effect } from '../document/policy.js';
import type { ActionName } from './action-name.js';
import { everyAction } from './action-signature.js';
import { ActionTable } from './action-table.js';
import type { CompiledStatement } from './compiled-statement.js';
import type { Question } from './question.js';
import { shelfOf } from './resource-shelf.js';
import type { StatementVisitor } from './shelf.js';
import { type StatementEntry, statementEntries } from './statement-entries.js';

/** Reading the signatures of up to so many entries is faster than looking an action up, */
const SCANNED = 256;
/** unless so many have the same one. */
const ALIKE = 16;

/**
 * Finds the statements of one or more policies that may apply to a question, without looking at the others.
 *
 * A short index is a row of numbers, the signatures of the action patterns, which is read from end to end: it touches
 * little memory, and what most principals have is short. A long one is a table, and where many statements have their
 * action in common it goes by their resources as well.
 */
export class StatementIndex {
  /** The signature at each position of a short index: those of Deny first, so that both are read as one row. */
  readonly #signatures: readonly number[];
  /** How many positions belong to Deny. */
  readonly #denies: number;
  readonly #tables: Readonly<Record<Effect, ActionTable>> | undefined;
  /** The statement at each position; one whose patterns differ in form or signature stands at several. */
  readonly statements: readonly CompiledStatement[];
  /** The number of the policy from which the statement at each position comes. */
  readonly policies: readonly number[];

  /** @param policies the statements of each policy */
  constructor(policies: readonly (readonly CompiledStatement[])[]) {
    const denies = entriesOf('Deny', policies);
    const entries = [...denies, ...entriesOf('Allow', policies)];
    const signatures = entries.map(({ signature }) => signature);
    const isShort = entries.length <= SCANNED && mostAlike(signatures) <= ALIKE;
    this.statements = entries.map(({ statement }) => statement);
    this.policies = entries.map(({ policy }) => policy);
    this.#denies = denies.length;
    this.#signatures = isShort ? signatures : [];
    this.#tables = isShort ? undefined : tablesOf(entries);
  }

  /**
   * Visits the positions of all statements of an effect that apply to a question, and of some that do not: whether they
   * do, also whether their action matches, is for the visitor to find out. A statement may be visited at several
   * positions.
   *
   * @returns whether the visitor stopped
   */
  visit(effect: Effect, question: Question, visitor: StatementVisitor): boolean {
    if (this.#tables !== undefined) return this.#tables[effect].visit(question, visitor);
    return effect === 'Deny'
      ? this.#scan(0, this.#denies, question.action, visitor)
      : this.#scan(this.#denies, this.#signatures.length, question.action, visitor);
  }

  #scan(from: number, to: number, action: ActionName, visitor: StatementVisitor): boolean {
    const { signature, headSignature, serviceSignature } = action;
    const signatures = this.#signatures;
    for (let position = from; position < to; position += 1) {
      const own = signatures[position];
      const mayMatch =
        own === signature || own === headSignature || own === serviceSignature || own === everyAction;
      if (mayMatch && visitor.visit(position)) return true;
    }
    return false;
  }
}

function entriesOf(
  effect: Effect,
  policies: readonly (readonly CompiledStatement[])[],
): readonly StatementEntry[] {
  return policies.flatMap((statements, policy) =>
    statementEntries(
      statements.filter((statement) => statement.effect === effect),
      policy,
    ),
  );
}

function tablesOf(entries: readonly StatementEntry[]): Readonly<Record<Effect, ActionTable>> {
  const statements = entries.map(({ statement }) => statement);
  const placed = entries.map((entry, position) => ({ ...entry, position }));
  const tableOf = (effect: Effect): ActionTable =>
    new ActionTable(
      placed.filter(({ statement }) => statement.effect === effect),
      (positions) => shelfOf(positions, statements),
    );
  return { Deny: tableOf('Deny'), Allow: tableOf('Allow') };
}

/** How often the number occurs that occurs most often. */
function mostAlike(signatures: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const signature of signatures) counts.set(signature, (counts.get(signature) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
