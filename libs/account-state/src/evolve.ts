import type { RecordedEvent } from '@grantlog/events';
import { evolveAccount } from './account/account.document.js';
import type { DocumentOf, EntityDocument, EntityKey, EntityKind } from './entity-document.js';
import { evolveGroup } from './group/group.document.js';
import { evolvePolicy } from './policy/policy.document.js';
import { evolveRole } from './role/role.document.js';
import { evolveUser } from './user/user.document.js';

/**
 * Which document an event changes: always exactly one, or none for a fact that only auditors need. What an event
 * refers to beside it (the policy of an attachment) is not changed by it.
 */
export function documentKey(event: RecordedEvent): EntityKey | undefined {
  const kind = changedKind[event.type];
  return kind === undefined ? undefined : { kind, id: idOf(kind, event.data) };
}

/**
 * The one fold of the system: the document that {@link documentKey} names, after the event. Pure, total and
 * deterministic; `undefined` is an entity that does not exist. Cost: one shallow copy of the document.
 */
export function evolve(
  document: EntityDocument | undefined,
  event: RecordedEvent,
): EntityDocument | undefined {
  switch (changedKind[event.type]) {
    case undefined:
      return document;
    case 'account':
      return evolveAccount(ofKind(document, 'account'), event);
    case 'user':
      return evolveUser(ofKind(document, 'user'), event);
    case 'group':
      return evolveGroup(ofKind(document, 'group'), event);
    case 'role':
      return evolveRole(ofKind(document, 'role'), event);
    case 'policy':
      return evolvePolicy(ofKind(document, 'policy'), event);
  }
}

const changedKind: Readonly<Record<RecordedEvent['type'], EntityKind | undefined>> = {
  AccountCreated: 'account',
  RootAccessKeyCreated: 'account',
  UserCreated: 'user',
  UserDeleted: 'user',
  UserAddedToGroup: 'user',
  UserRemovedFromGroup: 'user',
  PolicyAttachedToUser: 'user',
  PolicyDetachedFromUser: 'user',
  InlinePolicyPutOnUser: 'user',
  InlinePolicyDeletedFromUser: 'user',
  AccessKeyCreated: 'user',
  AccessKeyActivated: 'user',
  AccessKeyDeactivated: 'user',
  AccessKeyDeleted: 'user',
  GroupCreated: 'group',
  GroupDeleted: 'group',
  PolicyAttachedToGroup: 'group',
  PolicyDetachedFromGroup: 'group',
  InlinePolicyPutOnGroup: 'group',
  InlinePolicyDeletedFromGroup: 'group',
  RoleCreated: 'role',
  RoleDeleted: 'role',
  RoleTrustPolicyReplaced: 'role',
  RoleDescriptionChanged: 'role',
  RoleSessionLimitChanged: 'role',
  PolicyAttachedToRole: 'role',
  PolicyDetachedFromRole: 'role',
  InlinePolicyPutOnRole: 'role',
  InlinePolicyDeletedFromRole: 'role',
  RoleAssumed: undefined,
  PolicyCreated: 'policy',
  PolicyDeleted: 'policy',
  PolicyVersionCreated: 'policy',
  PolicyVersionDeleted: 'policy',
  PolicyDefaultVersionChanged: 'policy',
  SessionTokenIssued: undefined,
};

const idMember = { user: 'userId', group: 'groupId', role: 'roleId', policy: 'policyId' } as const;

function idOf(kind: EntityKind, data: object): string {
  const members: Readonly<Record<string, unknown>> = { ...data };
  // Facts about the root name its ARN, whose fifth part is the account.
  const id = kind === 'account' ? String(members['rootArn']).split(':')[4] : members[idMember[kind]];
  if (typeof id !== 'string') throw new TypeError(`event data names no ${kind}`);
  return id;
}

function ofKind<K extends EntityKind>(
  document: EntityDocument | undefined,
  kind: K,
): DocumentOf<K> | undefined {
  if (document !== undefined && document.kind !== kind) {
    throw new TypeError(`expected a document of kind \`${kind}\`, got \`${document.kind}\``);
  }
  return document as DocumentOf<K> | undefined;
}
