import type { DomainEvent } from '@grantlog/events';
import { event } from '@grantlog/events';
import type { EventMetadata } from '../event-log.js';

/**
 * Facts with defaults. An entity's id is made of its kind and its name: the same in every account, on purpose. What
 * follows a `#` is part of the id only: `ada#2` is another user of the name `ada`.
 */
export class Facts {
  constructor(readonly account: string) {}

  arn(kind: string, name: string): string {
    return `arn:aws:iam::${this.account}:${kind}/${name}`;
  }

  get root(): string {
    return `arn:aws:iam::${this.account}:root`;
  }

  accountCreated(): DomainEvent {
    return event('AccountCreated', { accountId: this.account, rootArn: this.root });
  }

  userCreated(userName: string, path = '/'): DomainEvent {
    return event('UserCreated', { ...this.user(userName), path });
  }

  userDeleted(userName: string): DomainEvent {
    return event('UserDeleted', this.user(userName));
  }

  groupCreated(groupName: string): DomainEvent {
    return event('GroupCreated', { ...this.group(groupName), path: '/' });
  }

  addedToGroup(userName: string, groupName: string): DomainEvent {
    return event('UserAddedToGroup', { ...this.user(userName), ...this.group(groupName) });
  }

  removedFromGroup(userName: string, groupName: string): DomainEvent {
    return event('UserRemovedFromGroup', { ...this.user(userName), ...this.group(groupName) });
  }

  policyCreated(policyName: string): DomainEvent {
    return event('PolicyCreated', { ...this.policy(policyName), path: '/', policyDocument: '{}' });
  }

  versionCreated(policyName: string, versionId: string): DomainEvent {
    return event('PolicyVersionCreated', {
      ...this.policy(policyName),
      versionId,
      policyDocument: `{"Id":"${versionId}"}`,
      isDefaultVersion: true,
    });
  }

  attachedToUser(policyName: string, userName: string): DomainEvent {
    return event('PolicyAttachedToUser', { ...this.user(userName), ...this.policy(policyName) });
  }

  detachedFromUser(policyName: string, userName: string): DomainEvent {
    return event('PolicyDetachedFromUser', { ...this.user(userName), ...this.policy(policyName) });
  }

  attachedToGroup(policyName: string, groupName: string): DomainEvent {
    return event('PolicyAttachedToGroup', { ...this.group(groupName), ...this.policy(policyName) });
  }

  sessionTokenIssued(userName: string): DomainEvent {
    return event('SessionTokenIssued', {
      principalArn: this.arn('user', userName),
      principalId: idOf('user', userName),
      accessKeyId: 'ASIAEXAMPLE',
      durationSeconds: 3600,
      expiration: '2030-01-01T00:00:00Z',
    });
  }

  metadata(more: Partial<EventMetadata> = {}): EventMetadata {
    return { actor: this.root, action: 'iam:Test', requestId: 'request-1', sourceIp: '192.0.2.1', ...more };
  }

  private user(handle: string) {
    const [userName = handle] = handle.split('#');
    return { userName, userId: idOf('user', handle), userArn: this.arn('user', userName) };
  }

  private group(groupName: string) {
    return { groupName, groupId: idOf('group', groupName), groupArn: this.arn('group', groupName) };
  }

  private policy(policyName: string) {
    return { policyName, policyId: idOf('policy', policyName), policyArn: this.arn('policy', policyName) };
  }
}

/** The unique id of the entity that {@link Facts} make under this name. */
export function idOf(kind: string, name: string): string {
  return `${kind.toUpperCase()}-${name}`;
}
