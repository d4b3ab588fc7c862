import type { ContextValue, Decision, ExplainedDecision } from '@grantlog/policy';
import type { ActingPrincipal } from '@grantlog/account-state';

/** About whom a question is: a principal by its ARN, or the holder of a session token that has been verified. */
export type Subject =
  | { readonly kind: 'principal'; readonly arn: string }
  | { readonly kind: 'session'; readonly holder: ActingPrincipal };

/** One question as a caller asks it, before anything in it has been checked. */
export interface Question {
  readonly subject: Subject;
  readonly action: string;
  readonly resource: string;
  /** Condition keys as they were sent; two spellings of one key are still two entries. */
  readonly context: readonly (readonly [string, ContextValue])[];
  /** Whether the answer says why. */
  readonly explain: boolean;
}

/** The answer to one question; with its reasons where they were asked for. */
export interface Answer {
  readonly decision: Decision | ExplainedDecision;
  /** The revision of the account at which it was decided. */
  readonly revision: bigint;
  /** Names this decision. */
  readonly id: string;
}

/** Whether an answer carries its reasons. */
export function isExplained(decision: Decision | ExplainedDecision): decision is ExplainedDecision {
  return 'summary' in decision;
}
