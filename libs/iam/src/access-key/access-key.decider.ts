import type { AccessKey, UserDocument } from '@grantlog/account-state';
import { type DomainEvent, event } from '@grantlog/events';
import type { AccountFacts } from '../account-facts.js';
import { userNamed } from '../entity-names.js';
import { existing, existingPart, requireRoomForOne } from '../refusals.js';
import type {
  AccessKeyCommand,
  CreateAccessKey,
  DeleteAccessKey,
  UpdateAccessKey,
} from './access-key.commands.js';

/** What the rules of access keys look at. */
export interface AccessKeyState {
  readonly user: UserDocument | undefined;
  readonly account: AccountFacts;
}

/**
 * The facts that a command about a user's access keys makes; none where all is already so.
 *
 * @throws DomainError `no_such_entity`, `limit_exceeded`
 */
export function decideAccessKey(command: AccessKeyCommand, state: AccessKeyState): readonly DomainEvent[] {
  const user = existing('user', command.userName, state.user);
  switch (command.type) {
    case 'CreateAccessKey':
      return create(command, user, state.account);
    case 'UpdateAccessKey':
      return update(command, user);
    case 'DeleteAccessKey':
      return remove(command, user);
  }
}

function create(
  { accessKeyId }: CreateAccessKey,
  user: UserDocument,
  { quotas }: AccountFacts,
): readonly DomainEvent[] {
  requireRoomForOne('AccessKeysPerUser', user.accessKeys.length, quotas);
  return [event('AccessKeyCreated', { ...userNamed(user), accessKeyId })];
}

function update({ accessKeyId, status }: UpdateAccessKey, user: UserDocument): readonly DomainEvent[] {
  const key = existingKey(user, accessKeyId);
  if (key.status === status) return [];
  const type = status === 'Active' ? 'AccessKeyActivated' : 'AccessKeyDeactivated';
  return [event(type, { ...userNamed(user), accessKeyId })];
}

function remove({ accessKeyId }: DeleteAccessKey, user: UserDocument): readonly DomainEvent[] {
  existingKey(user, accessKeyId);
  return [event('AccessKeyDeleted', { ...userNamed(user), accessKeyId })];
}

function existingKey({ accessKeys }: UserDocument, accessKeyId: string): AccessKey {
  const found = accessKeys.find(({ id }) => id === accessKeyId);
  return existingPart(`The Access Key with id ${accessKeyId}`, found);
}
