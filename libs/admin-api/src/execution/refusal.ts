import type { Decision, Layer } from '@grantlog/policy';
import type { Question } from './authorize.js';

/**
 * AWS's sentence for a refused call (AWS IAM User Guide, "Troubleshoot access denied error messages"). AWS writes
 * `User:` for every kind of principal.
 */
export function refusal(
  principalArn: string,
  { action, resource }: Pick<Question, 'action' | 'resource'>,
  decision: Decision,
  isTrustMissing: boolean,
): string {
  const reason =
    decision.decision === 'ExplicitDeny'
      ? `with an explicit deny in ${denyingPolicy[decision.decidedBy]}`
      : `because no ${isTrustMissing ? 'role trust' : 'identity-based'} policy allows the ${action} action`;
  return `User: ${principalArn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
}

const denyingPolicy: Readonly<Record<Layer, string>> = {
  Default: 'an identity-based policy',
  Root: 'an identity-based policy',
  IdentityPolicy: 'an identity-based policy',
  ResourcePolicy: 'the role trust policy',
  PermissionsBoundary: 'a permissions boundary',
  SessionPolicy: 'a session policy',
  Organization: 'a service control policy',
};
