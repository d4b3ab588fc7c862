import { nameOf } from '../compile/principal-part.js';
import type { Decision, Layer } from './decision.js';
import type { EvaluationRequest } from './request.js';

const policyKinds: Record<Layer, string> = {
  Default: 'identity-based policy',
  Organization: 'service control policy',
  ResourcePolicy: 'resource-based policy',
  IdentityPolicy: 'identity-based policy',
  PermissionsBoundary: 'permissions boundary',
  SessionPolicy: 'session policy',
  Root: 'identity-based policy',
};

/** What decided, with its article: `an identity-based policy`. */
export function decidingKind({ decidedBy }: Decision): string {
  const kind = policyKinds[decidedBy];
  return `${kind.startsWith('i') ? 'an' : 'a'} ${kind}`;
}

/** Why a request was denied, as AWS's messages end: `because no identity-based policy allows the … action`. */
export function denialReason({ action }: EvaluationRequest, decision: Decision): string {
  return decision.decision === 'ExplicitDeny'
    ? `with an explicit deny in ${decidingKind(decision)}`
    : `because no ${policyKinds[decision.decidedBy]} allows the ${action} action`;
}

/**
 * AWS's own sentence for a request that was denied, so that people and programs that know it find principal, action and
 * resource in it.
 *
 * Source: AWS IAM User Guide, "Troubleshoot access denied error messages".
 */
export function accessDeniedSentence(request: EvaluationRequest, decision: Decision): string {
  const { principal, action, resource } = request;
  const what = `perform: ${action} on resource: ${resource}`;
  return `User: ${nameOf(principal)} is not authorized to ${what} ${denialReason(request, decision)}`;
}
