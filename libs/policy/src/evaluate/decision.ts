import type { Effect } from '../document/policy.js';

/** What kind of policy had the last word. `Default`: nothing allows it. `Root`: the account's root user may. */
export type Layer =
  | 'Default'
  | 'Organization'
  | 'ResourcePolicy'
  | 'IdentityPolicy'
  | 'PermissionsBoundary'
  | 'SessionPolicy'
  | 'Root';

export type DecisionOutcome = 'Allow' | 'ExplicitDeny' | 'ImplicitDeny';

/** The answer to a request. A deny is an answer, not an error. */
export interface Decision {
  readonly decision: DecisionOutcome;
  readonly decidedBy: Layer;
}

function decisionsOf(decision: DecisionOutcome): Readonly<Record<Layer, Decision>> {
  const of = (decidedBy: Layer): Decision => Object.freeze({ decision, decidedBy });
  return {
    Default: of('Default'),
    Organization: of('Organization'),
    ResourcePolicy: of('ResourcePolicy'),
    IdentityPolicy: of('IdentityPolicy'),
    PermissionsBoundary: of('PermissionsBoundary'),
    SessionPolicy: of('SessionPolicy'),
    Root: of('Root'),
  };
}

const decisions: Readonly<Record<DecisionOutcome, Readonly<Record<Layer, Decision>>>> = {
  Allow: decisionsOf('Allow'),
  ExplicitDeny: decisionsOf('ExplicitDeny'),
  ImplicitDeny: decisionsOf('ImplicitDeny'),
};

/** The one decision of that outcome and layer, made beforehand. */
export function decisionOf(decision: DecisionOutcome, decidedBy: Layer): Decision {
  return decisions[decision][decidedBy];
}

/** The answer with its reasons. */
export interface ExplainedDecision extends Decision {
  /** The statements that led to the decision; empty for `ImplicitDeny` and for what root may by itself. */
  readonly determining: readonly StatementMatch[];
  /** Statements that name the action or the resource but did not apply. */
  readonly candidates: readonly StatementMismatch[];
  /** One sentence for a person. */
  readonly summary: string;
}

export interface StatementMatch {
  /** The ARN of a managed policy or the name of an inline policy. */
  readonly policy: string;
  /** Empty for inline and trust policies. */
  readonly version: string;
  /** Empty when the statement has none. */
  readonly sid: string;
  readonly index: number;
  /** `/Statement/INDEX`, also when the document has a single statement without a list. */
  readonly pointer: string;
  readonly effect: Effect;
  readonly attachedTo: string;
  readonly layer: Layer;
}

/** Which part of a statement did not match. */
export type MismatchReason =
  | 'principal_not_matched'
  | 'action_not_matched'
  | 'resource_not_matched'
  | 'condition_not_met'
  | 'condition_key_absent';

export interface StatementMismatch {
  readonly statement: StatementMatch;
  readonly reason: MismatchReason;
  /** The condition key; empty when the reason is not a condition. */
  readonly key: string;
  /** What the statement asks for, as it is written in the policy. */
  readonly wanted: string;
  /** What the request has; empty when it does not have the key. */
  readonly got: string;
}
