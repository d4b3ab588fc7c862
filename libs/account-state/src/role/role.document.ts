import type { RecordedEvent, TrustedPrincipal } from '@grantlog/events';
import type { NamedEntity, PolicyHolder, Tagged } from '../identity.js';
import { attach, deleteInline, detach, putInline } from '../policy-holder.js';

/** Who may assume a role: the document and, for users and roles it names, the unique ids they had when it was written. */
export interface TrustPolicy {
  readonly document: string;
  readonly principals: readonly TrustedPrincipal[];
}

/** A role at one revision. */
export interface RoleDocument extends NamedEntity, PolicyHolder, Tagged {
  readonly kind: 'role';
  readonly description?: string;
  /** Seconds, 3600..43200. */
  readonly maxSessionDuration: number;
  readonly trustPolicy: TrustPolicy;
}

/** The role after an event that {@link documentKey} assigns to it. */
export function evolveRole(role: RoleDocument | undefined, event: RecordedEvent): RoleDocument | undefined {
  if (event.type === 'RoleCreated') return created(event);
  if (role === undefined || event.type === 'RoleDeleted') return undefined;
  return changed(role, event);
}

function created({ data, time }: Extract<RecordedEvent, { type: 'RoleCreated' }>): RoleDocument {
  return {
    kind: 'role',
    id: data.roleId,
    name: data.roleName,
    path: data.path,
    arn: data.roleArn,
    createDate: time,
    ...(data.description === undefined ? {} : { description: data.description }),
    maxSessionDuration: data.maxSessionDuration,
    trustPolicy: { document: data.policyDocument, principals: data.trustedPrincipals },
    tags: data.tags ?? [],
    attachedPolicies: [],
    inlinePolicies: [],
  };
}

function changed(role: RoleDocument, event: RecordedEvent): RoleDocument {
  switch (event.type) {
    case 'RoleTrustPolicyReplaced':
      return {
        ...role,
        trustPolicy: { document: event.data.policyDocument, principals: event.data.trustedPrincipals },
      };
    case 'RoleDescriptionChanged':
      return { ...role, description: event.data.description };
    case 'RoleSessionLimitChanged':
      return { ...role, maxSessionDuration: event.data.maxSessionDuration };
    case 'PolicyAttachedToRole':
      return attach(role, event.data.policyId);
    case 'PolicyDetachedFromRole':
      return detach(role, event.data.policyId);
    case 'InlinePolicyPutOnRole':
      return putInline(role, event.data.policyName, event.data.policyDocument);
    case 'InlinePolicyDeletedFromRole':
      return deleteInline(role, event.data.policyName);
    default:
      return role;
  }
}
