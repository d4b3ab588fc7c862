import type { EventType } from './event-data.js';

/**
 * The schema version that each type is written with today. The keys are also the list of known types: an event of
 * another type, or of a higher version, cannot be folded by this program.
 */
export const schemaVersions = {
  AccountCreated: 1,
  RootAccessKeyCreated: 1,
  UserCreated: 1,
  UserDeleted: 1,
  UserAddedToGroup: 1,
  UserRemovedFromGroup: 1,
  PolicyAttachedToUser: 1,
  PolicyDetachedFromUser: 1,
  InlinePolicyPutOnUser: 1,
  InlinePolicyDeletedFromUser: 1,
  AccessKeyCreated: 1,
  AccessKeyActivated: 1,
  AccessKeyDeactivated: 1,
  AccessKeyDeleted: 1,
  GroupCreated: 1,
  GroupDeleted: 1,
  PolicyAttachedToGroup: 1,
  PolicyDetachedFromGroup: 1,
  InlinePolicyPutOnGroup: 1,
  InlinePolicyDeletedFromGroup: 1,
  RoleCreated: 1,
  RoleDeleted: 1,
  RoleTrustPolicyReplaced: 1,
  RoleDescriptionChanged: 1,
  RoleSessionLimitChanged: 1,
  PolicyAttachedToRole: 1,
  PolicyDetachedFromRole: 1,
  InlinePolicyPutOnRole: 1,
  InlinePolicyDeletedFromRole: 1,
  RoleAssumed: 1,
  PolicyCreated: 1,
  PolicyDeleted: 1,
  PolicyVersionCreated: 1,
  PolicyVersionDeleted: 1,
  PolicyDefaultVersionChanged: 1,
  SessionTokenIssued: 1,
} as const satisfies Record<EventType, number>;

/** Whether this program knows the type at all, in whatever version. */
export function isEventType(type: string): type is EventType {
  return Object.hasOwn(schemaVersions, type);
}
