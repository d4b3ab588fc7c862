import type { RecordedEvent } from '@grantlog/events';
import { addAccessKey, deleteAccessKey, setAccessKeyStatus } from '../access-keys.js';
import type { AccessKey, NamedEntity, PolicyHolder, Tagged } from '../identity.js';
import { excluding, including } from '../identity.js';
import { attach, deleteInline, detach, putInline } from '../policy-holder.js';

/** A user at one revision. Memberships are kept here, so that no group's document grows with the organization. */
export interface UserDocument extends NamedEntity, PolicyHolder, Tagged {
  readonly kind: 'user';
  /** Unique ids of the groups the user is in. */
  readonly groups: readonly string[];
  readonly accessKeys: readonly AccessKey[];
}

/** The user after an event that {@link documentKey} assigns to it. */
export function evolveUser(user: UserDocument | undefined, event: RecordedEvent): UserDocument | undefined {
  if (event.type === 'UserCreated') return created(event);
  if (user === undefined || event.type === 'UserDeleted') return undefined;
  return changed(user, event);
}

function created({ data, time }: Extract<RecordedEvent, { type: 'UserCreated' }>): UserDocument {
  return {
    kind: 'user',
    id: data.userId,
    name: data.userName,
    path: data.path,
    arn: data.userArn,
    createDate: time,
    tags: data.tags ?? [],
    groups: [],
    attachedPolicies: [],
    inlinePolicies: [],
    accessKeys: [],
  };
}

// eslint-disable-next-line complexity -- one case per event type; a case is one call
function changed(user: UserDocument, event: RecordedEvent): UserDocument {
  switch (event.type) {
    case 'UserAddedToGroup':
      return { ...user, groups: including(user.groups, event.data.groupId) };
    case 'UserRemovedFromGroup':
      return { ...user, groups: excluding(user.groups, event.data.groupId) };
    case 'PolicyAttachedToUser':
      return attach(user, event.data.policyId);
    case 'PolicyDetachedFromUser':
      return detach(user, event.data.policyId);
    case 'InlinePolicyPutOnUser':
      return putInline(user, event.data.policyName, event.data.policyDocument);
    case 'InlinePolicyDeletedFromUser':
      return deleteInline(user, event.data.policyName);
    case 'AccessKeyCreated':
      return addAccessKey(user, event.data.accessKeyId, event.time);
    case 'AccessKeyActivated':
      return setAccessKeyStatus(user, event.data.accessKeyId, 'Active');
    case 'AccessKeyDeactivated':
      return setAccessKeyStatus(user, event.data.accessKeyId, 'Inactive');
    case 'AccessKeyDeleted':
      return deleteAccessKey(user, event.data.accessKeyId);
    default:
      return user;
  }
}
