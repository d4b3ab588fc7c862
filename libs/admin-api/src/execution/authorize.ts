import type { RoleDocument } from '@grantlog/account-state';
import { EdgeError } from '@grantlog/contract';
import {
  type AppliedPolicy,
  type AppliedTrustPolicy,
  type Decision,
  evaluate,
  type EvaluationRequest,
  type PolicyCache,
} from '@grantlog/policy';
import type { ConditionContext } from '../catalogue/operation.js';
import { authorizationContext } from './authorization-context.js';
import type { Call } from './call.js';
import type { LiveCaller } from './live-caller.js';
import { refusal } from './refusal.js';

/** What a caller asks to do. */
export interface Question {
  readonly action: string;
  /** An ARN or `*`. */
  readonly resource: string;
  readonly context: ConditionContext;
  /** Present where the trust policy of a role must let the caller in; `role` is absent when there is no such role. */
  readonly trust?: { readonly role: RoleDocument | undefined };
}

/**
 * Returns when the caller may do what it asks, by the same evaluator that answers Authorize.
 *
 * @throws EdgeError `access_denied` with AWS's sentence. A role that does not exist is refused like one that does
 * not trust the caller, so that the answer tells nobody which roles there are.
 */
export function authorize(question: Question, caller: LiveCaller, call: Call, policies: PolicyCache): void {
  const request: EvaluationRequest = {
    principal: caller.descriptor,
    action: question.action,
    resource: question.resource,
    context: authorizationContext(caller.descriptor, call, question.context),
  };
  const identity = caller.policies.map((policy): AppliedPolicy => {
    const type = policy.version === '' ? 'identity' : 'managed';
    const { policy: name, version, attachedTo } = policy;
    return {
      compiled: policies.get(policy.holder, policy.document, type),
      policy: name,
      version,
      attachedTo,
    };
  });
  const decision = decide(request, identity, question.trust, policies);
  if (decision.decision === 'Allow') return;
  const isTrustMissing = question.trust !== undefined && evaluate(request, { identity }).decision === 'Allow';
  throw new EdgeError('access_denied', refusal(caller.acting.arn, question, decision, isTrustMissing));
}

function decide(
  request: EvaluationRequest,
  identity: readonly AppliedPolicy[],
  trust: Question['trust'],
  policies: PolicyCache,
): Decision {
  if (trust === undefined) return evaluate(request, { identity });
  if (trust.role !== undefined) {
    return evaluate(request, { identity, trust: trustPolicy(trust.role, policies) });
  }
  const byIdentity = evaluate(request, { identity });
  return byIdentity.decision === 'Allow' ? { decision: 'ImplicitDeny', decidedBy: 'Default' } : byIdentity;
}

function trustPolicy(role: RoleDocument, policies: PolicyCache): AppliedTrustPolicy {
  const { trustPolicy: trust, arn } = role;
  return {
    compiled: policies.get(trust, trust.document, 'trust'),
    policy: 'AssumeRolePolicyDocument',
    version: '',
    attachedTo: arn,
    principalIds: new Map(trust.principals.map((principal) => [principal.arn, principal.id])),
  };
}
