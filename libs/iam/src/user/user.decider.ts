import { entityArn, type GroupDocument, type UserDocument } from '@grantlog/account-state';
import { type DomainEvent, event } from '@grantlog/events';
import type { AccountFacts } from '../account-facts.js';
import { DomainError } from '../domain-error.js';
import { groupNamed, userNamed } from '../entity-names.js';
import { existing, requireGone, requireRoomForOne } from '../refusals.js';
import { newTags } from '../tags.js';
import type {
  AddUserToGroup,
  CreateUser,
  DeleteUser,
  RemoveUserFromGroup,
  UserCommand,
} from './user.commands.js';

/** What the rules of users look at; an entity that does not exist is `undefined`. */
export interface UserState {
  readonly user: UserDocument | undefined;
  /** The group that the command names. */
  readonly group?: GroupDocument | undefined;
  readonly account: AccountFacts;
}

/**
 * The facts that a command about a user makes; none where all is already so.
 *
 * @throws DomainError `no_such_entity`, `entity_already_exists`, `limit_exceeded`, `delete_conflict`, `invalid_input`
 */
export function decideUser(command: UserCommand, state: UserState): readonly DomainEvent[] {
  switch (command.type) {
    case 'CreateUser':
      return create(command, state);
    case 'DeleteUser':
      return remove(command, state);
    case 'AddUserToGroup':
      return addToGroup(command, state);
    case 'RemoveUserFromGroup':
      return removeFromGroup(command, state);
  }
}

function create(command: CreateUser, { user, account }: UserState): readonly DomainEvent[] {
  const { scope, userName, userId, path, tags } = command;
  if (user !== undefined) {
    throw new DomainError('entity_already_exists', `User with name ${userName} already exists.`);
  }
  requireRoomForOne('UsersPerAccount', account.counts.user, account.quotas);
  const userArn = entityArn(scope, 'user', path, userName);
  return [event('UserCreated', { userName, userId, userArn, path, ...newTags(tags, account.quotas) })];
}

/** Source: AWS IAM API Reference, "DeleteUser". */
function remove({ userName }: DeleteUser, state: UserState): readonly DomainEvent[] {
  const user = existing('user', userName, state.user);
  requireGone(user.accessKeys.length === 0, 'delete access keys');
  requireGone(user.groups.length === 0, 'remove users from group');
  requireGone(user.attachedPolicies.length === 0, 'detach all policies');
  requireGone(user.inlinePolicies.length === 0, 'delete policies');
  return [event('UserDeleted', userNamed(user))];
}

function addToGroup({ userName, groupName }: AddUserToGroup, state: UserState): readonly DomainEvent[] {
  const group = existing('group', groupName, state.group);
  const user = existing('user', userName, state.user);
  if (user.groups.includes(group.id)) return [];
  requireRoomForOne('GroupsPerUser', user.groups.length, state.account.quotas);
  return [event('UserAddedToGroup', { ...userNamed(user), ...groupNamed(group) })];
}

/** AWS accepts the removal of a user who is no member. */
function removeFromGroup(
  { userName, groupName }: RemoveUserFromGroup,
  state: UserState,
): readonly DomainEvent[] {
  const group = existing('group', groupName, state.group);
  const user = existing('user', userName, state.user);
  if (!user.groups.includes(group.id)) return [];
  return [event('UserRemovedFromGroup', { ...userNamed(user), ...groupNamed(group) })];
}
