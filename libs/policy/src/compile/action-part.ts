import type { PatternElement } from '../document/policy.js';
import type { ActionName } from './action-name.js';
import { type ActionPattern, actionPattern } from './action-pattern.js';
import { ActionTable } from './action-table.js';
import type { Question } from './question.js';
import type { PartMismatch, StatementPart } from './statement-part.js';

const stopAtFirst = { visit: () => true };

/** The `Action` or `NotAction` of a statement. */
export class ActionPart implements StatementPart {
  readonly patterns: readonly ActionPattern[];
  readonly negated: boolean;
  readonly #table: ActionTable<true>;
  readonly #written: PatternElement;

  constructor(element: PatternElement) {
    this.#written = element;
    this.negated = element.negated;
    this.patterns = element.patterns.map(actionPattern);
    this.#table = new ActionTable([{ patterns: this.patterns, value: true }]);
  }

  matches({ action }: Question): boolean {
    return this.names(action) !== this.negated;
  }

  /** Whether one of the patterns matches, whatever that means for the statement. */
  names(action: ActionName): boolean {
    return this.#table.visit(action, stopAtFirst);
  }

  explain({ action }: Question): PartMismatch {
    const wanted = `${this.negated ? 'NotAction' : 'Action'} ${this.#written.patterns.join(', ')}`;
    return { reason: 'action_not_matched', key: '', wanted, got: action.written };
  }
}
