import { entityArn, type GroupDocument } from '@grantlog/account-state';
import { type DomainEvent, event } from '@grantlog/events';
import type { AccountFacts } from '../account-facts.js';
import { DomainError } from '../domain-error.js';
import { groupNamed } from '../entity-names.js';
import { existing, requireGone, requireRoomForOne } from '../refusals.js';
import type { CreateGroup, DeleteGroup, GroupCommand } from './group.commands.js';

/** What the rules of groups look at. */
export interface GroupState {
  readonly group: GroupDocument | undefined;
  /** How many users are in the group. */
  readonly memberCount: number;
  readonly account: AccountFacts;
}

/**
 * The facts that a command about a group makes.
 *
 * @throws DomainError `no_such_entity`, `entity_already_exists`, `limit_exceeded`, `delete_conflict`
 */
export function decideGroup(command: GroupCommand, state: GroupState): readonly DomainEvent[] {
  switch (command.type) {
    case 'CreateGroup':
      return create(command, state);
    case 'DeleteGroup':
      return remove(command, state);
  }
}

function create(command: CreateGroup, { group, account }: GroupState): readonly DomainEvent[] {
  const { scope, groupName, groupId, path } = command;
  if (group !== undefined) {
    throw new DomainError('entity_already_exists', `Group with name ${groupName} already exists.`);
  }
  requireRoomForOne('GroupsPerAccount', account.counts.group, account.quotas);
  const groupArn = entityArn(scope, 'group', path, groupName);
  return [event('GroupCreated', { groupName, groupId, groupArn, path })];
}

/** Source: AWS IAM API Reference, "DeleteGroup". */
function remove({ groupName }: DeleteGroup, state: GroupState): readonly DomainEvent[] {
  const group = existing('group', groupName, state.group);
  requireGone(state.memberCount === 0, 'remove users from group');
  requireGone(group.attachedPolicies.length === 0, 'detach all policies');
  requireGone(group.inlinePolicies.length === 0, 'delete policies');
  return [event('GroupDeleted', groupNamed(group))];
}
