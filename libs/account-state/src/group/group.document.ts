import type { RecordedEvent } from '@grantlog/events';
import type { NamedEntity, PolicyHolder } from '../identity.js';
import { attach, deleteInline, detach, putInline } from '../policy-holder.js';

/** A group at one revision: the policies that its members get. Who is a member stands in the user's document. */
export interface GroupDocument extends NamedEntity, PolicyHolder {
  readonly kind: 'group';
}

/** The group after an event that {@link documentKey} assigns to it. */
export function evolveGroup(
  group: GroupDocument | undefined,
  event: RecordedEvent,
): GroupDocument | undefined {
  if (event.type === 'GroupCreated') return created(event);
  if (group === undefined || event.type === 'GroupDeleted') return undefined;
  return changed(group, event);
}

function created({ data, time }: Extract<RecordedEvent, { type: 'GroupCreated' }>): GroupDocument {
  return {
    kind: 'group',
    id: data.groupId,
    name: data.groupName,
    path: data.path,
    arn: data.groupArn,
    createDate: time,
    attachedPolicies: [],
    inlinePolicies: [],
  };
}

function changed(group: GroupDocument, event: RecordedEvent): GroupDocument {
  switch (event.type) {
    case 'PolicyAttachedToGroup':
      return attach(group, event.data.policyId);
    case 'PolicyDetachedFromGroup':
      return detach(group, event.data.policyId);
    case 'InlinePolicyPutOnGroup':
      return putInline(group, event.data.policyName, event.data.policyDocument);
    case 'InlinePolicyDeletedFromGroup':
      return deleteInline(group, event.data.policyName);
    default:
      return group;
  }
}
