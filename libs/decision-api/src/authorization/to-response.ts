import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  type AuthorizeResponse,
  AuthorizeResponse_Decision,
  AuthorizeResponseSchema,
  Explanation_Layer,
  type ExplanationSchema,
} from '@grantlog/contract';
import { type Answer, isExplained } from '@grantlog/decision';
import type { Decision, DecisionOutcome, ExplainedDecision, Layer, StatementMatch } from '@grantlog/policy';

const decisions: Readonly<Record<DecisionOutcome, AuthorizeResponse_Decision>> = {
  Allow: AuthorizeResponse_Decision.ALLOW,
  ExplicitDeny: AuthorizeResponse_Decision.EXPLICIT_DENY,
  ImplicitDeny: AuthorizeResponse_Decision.IMPLICIT_DENY,
};

const layers: Readonly<Record<Layer, Explanation_Layer>> = {
  Default: Explanation_Layer.DEFAULT,
  Organization: Explanation_Layer.ORGANIZATION,
  ResourcePolicy: Explanation_Layer.RESOURCE_POLICY,
  IdentityPolicy: Explanation_Layer.IDENTITY_POLICY,
  PermissionsBoundary: Explanation_Layer.PERMISSIONS_BOUNDARY,
  SessionPolicy: Explanation_Layer.SESSION_POLICY,
  Root: Explanation_Layer.ROOT,
};

/** The message of an answer; its explanation only where one was asked for. */
export function toResponse(answer: Answer, revisionToken: string, explain: boolean): AuthorizeResponse {
  const { decision, revision, id: decisionId } = answer;
  return create(AuthorizeResponseSchema, {
    decision: decisions[decision.decision],
    revision,
    revisionToken,
    decisionId,
    ...(explain ? { explanation: toExplanation(decision) } : {}),
  });
}

function toExplanation(decision: Decision | ExplainedDecision): MessageInitShape<typeof ExplanationSchema> {
  if (!isExplained(decision)) throw new TypeError('an explanation was asked for and not made');
  return {
    decidedBy: layers[decision.decidedBy],
    determining: decision.determining.map(toMatch),
    candidates: decision.candidates.map(({ statement, reason, key, wanted, got }) => ({
      statement: toMatch(statement),
      ...{ reason, key, wanted, got },
    })),
    summary: decision.summary,
  };
}

function toMatch(statement: StatementMatch) {
  return { ...statement, layer: layers[statement.layer] };
}
