import type { GroupDocument, RoleDocument, UserDocument } from '@grantlog/account-state';
import type { EventType, GroupNamed, RoleNamed, UserNamed } from '@grantlog/events';
import { groupNamed, roleNamed, userNamed } from '../entity-names.js';
import type { QuotaName } from '../quotas.js';

/** A user, group or role: what policies are attached to and written into. */
export type HolderDocument = UserDocument | GroupDocument | RoleDocument;

/** The kinds of entity that hold policies. */
export type HolderKind = HolderDocument['kind'];

/** What differs between the kinds of holder: the names of their events and quotas. */
export const holderVocabulary = {
  user: {
    attached: 'PolicyAttachedToUser',
    detached: 'PolicyDetachedFromUser',
    inlinePut: 'InlinePolicyPutOnUser',
    inlineDeleted: 'InlinePolicyDeletedFromUser',
    attachments: 'PoliciesPerUser',
    inlineSize: 'InlinePolicySizePerUser',
  },
  group: {
    attached: 'PolicyAttachedToGroup',
    detached: 'PolicyDetachedFromGroup',
    inlinePut: 'InlinePolicyPutOnGroup',
    inlineDeleted: 'InlinePolicyDeletedFromGroup',
    attachments: 'PoliciesPerGroup',
    inlineSize: 'InlinePolicySizePerGroup',
  },
  role: {
    attached: 'PolicyAttachedToRole',
    detached: 'PolicyDetachedFromRole',
    inlinePut: 'InlinePolicyPutOnRole',
    inlineDeleted: 'InlinePolicyDeletedFromRole',
    attachments: 'PoliciesPerRole',
    inlineSize: 'InlinePolicySizePerRole',
  },
} as const satisfies Readonly<Record<HolderKind, Readonly<Record<string, EventType | QuotaName>>>>;

/** How events name a holder. */
export function holderNamed(holder: HolderDocument): UserNamed | GroupNamed | RoleNamed {
  switch (holder.kind) {
    case 'user':
      return userNamed(holder);
    case 'group':
      return groupNamed(holder);
    case 'role':
      return roleNamed(holder);
  }
}
