import type { PatternElement } from '../document/policy.js';
import type { ActionName } from './action-name.js';
import { type ActionPattern, actionPattern, matchesAction } from './action-pattern.js';
import type { Question } from './question.js';
import type { PartMismatch, StatementPart } from './statement-part.js';

/** The `Action` or `NotAction` of a statement. */
export class ActionPart implements StatementPart {
  readonly patterns: readonly ActionPattern[];
  readonly #written: PatternElement;

  constructor(element: PatternElement) {
    this.#written = element;
    this.patterns = element.patterns.map(actionPattern);
  }

  get negated(): boolean {
    return this.#written.negated;
  }

  matches({ action }: Question): boolean {
    return this.names(action) !== this.negated;
  }

  /** Whether one of the patterns matches, whatever that means for the statement. */
  names({ lowerCase }: ActionName): boolean {
    for (const pattern of this.patterns) if (matchesAction(pattern, lowerCase)) return true;
    return false;
  }

  explain({ action }: Question): PartMismatch {
    const wanted = `${this.negated ? 'NotAction' : 'Action'} ${this.#written.patterns.join(', ')}`;
    return { reason: 'action_not_matched', key: '', wanted, got: action.written };
  }
}
