import type { MismatchReason } from '../evaluate/decision.js';
import type { Question } from './question.js';

/** One element of a statement, or one condition; the statement applies when all of its parts match. */
export interface StatementPart {
  matches(question: Question): boolean;
  /** Why it did not match; only asked for an explanation. */
  explain(question: Question): PartMismatch;
}

export interface PartMismatch {
  readonly reason: MismatchReason;
  /** The condition key; empty for other parts. */
  readonly key: string;
  readonly wanted: string;
  readonly got: string;
}
