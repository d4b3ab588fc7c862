import type { PatternElement } from '../document/policy.js';
import { type ActionPattern, actionPattern, matchesAction } from './action-pattern.js';
import type { Question } from './question.js';
import type { PartMismatch, StatementPart } from './statement-part.js';

/** The `Action` or `NotAction` of a statement. */
export class ActionPart implements StatementPart {
  readonly patterns: readonly ActionPattern[];
  readonly negated: boolean;
  readonly #written: PatternElement;

  constructor(element: PatternElement) {
    this.#written = element;
    this.negated = element.negated;
    this.patterns = element.patterns.map(actionPattern);
  }

  matches(question: Question): boolean {
    return this.patterns.some((pattern) => matchesAction(pattern, question.action)) !== this.negated;
  }

  explain(question: Question): PartMismatch {
    const wanted = `${this.negated ? 'NotAction' : 'Action'} ${this.#written.patterns.join(', ')}`;
    return { reason: 'action_not_matched', key: '', wanted, got: question.writtenAction };
  }
}
