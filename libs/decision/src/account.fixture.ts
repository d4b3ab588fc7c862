import { type DomainEvent, event } from '@grantlog/events';

/** The account that specs are about, and another one. */
export const account = '123456789012';
export const otherAccount = '210987654321';

const arn = (kind: string, name: string, of = account) => `arn:aws:iam::${of}:${kind}/${name}`;

/** How specs name a user, group, role or policy of the account: ids follow from names. */
export const user = (userName: string, of = account) => ({
  userName,
  userId: `AIDA${userName.toUpperCase()}`,
  userArn: arn('user', userName, of),
});
export const group = (groupName: string) => ({
  groupName,
  groupId: `AGPA${groupName.toUpperCase()}`,
  groupArn: arn('group', groupName),
});
export const role = (roleName: string) => ({
  roleName,
  roleId: `AROA${roleName.toUpperCase()}`,
  roleArn: arn('role', roleName),
});
export const policy = (policyName: string) => ({
  policyName,
  policyId: `ANPA${policyName.toUpperCase()}`,
  policyArn: arn('policy', policyName),
});

/** A policy document with one statement. */
export function statement(effect: 'Allow' | 'Deny', action: string, more: object = {}): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: effect, Action: action, Resource: '*', ...more },
  });
}
export const allow = (action: string, more: object = {}) => statement('Allow', action, more);
export const deny = (action: string, more: object = {}) => statement('Deny', action, more);

/** Facts with the data that decisions read, by the names above. */
export const happened = {
  accountCreated: (of = account): DomainEvent =>
    event('AccountCreated', { accountId: of, rootArn: `arn:aws:iam::${of}:root` }),
  rootKeyCreated: (accessKeyId: string, of = account): DomainEvent =>
    event('RootAccessKeyCreated', { accessKeyId, rootArn: `arn:aws:iam::${of}:root` }),
  userCreated: (name: string, tags: Record<string, string> = {}, of = account): DomainEvent =>
    event('UserCreated', {
      ...user(name, of),
      path: '/',
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    }),
  userDeleted: (name: string): DomainEvent => event('UserDeleted', user(name)),
  keyCreated: (name: string, accessKeyId: string): DomainEvent =>
    event('AccessKeyCreated', { ...user(name), accessKeyId }),
  keyDeactivated: (name: string, accessKeyId: string): DomainEvent =>
    event('AccessKeyDeactivated', { ...user(name), accessKeyId }),
  inlinePut: (name: string, policyDocument: string): DomainEvent =>
    event('InlinePolicyPutOnUser', { ...user(name), policyName: 'inline', policyDocument }),
  inlineDeleted: (name: string): DomainEvent =>
    event('InlinePolicyDeletedFromUser', { ...user(name), policyName: 'inline' }),
  groupCreated: (name: string): DomainEvent => event('GroupCreated', { ...group(name), path: '/' }),
  groupInlinePut: (name: string, policyDocument: string): DomainEvent =>
    event('InlinePolicyPutOnGroup', { ...group(name), policyName: 'inline', policyDocument }),
  joined: (name: string, groupName: string): DomainEvent =>
    event('UserAddedToGroup', { ...user(name), ...group(groupName) }),
  left: (name: string, groupName: string): DomainEvent =>
    event('UserRemovedFromGroup', { ...user(name), ...group(groupName) }),
  policyCreated: (name: string, policyDocument: string): DomainEvent =>
    event('PolicyCreated', { ...policy(name), path: '/', policyDocument }),
  policyDeleted: (name: string): DomainEvent => event('PolicyDeleted', policy(name)),
  versionCreated: (
    name: string,
    versionId: string,
    policyDocument: string,
    isDefaultVersion: boolean,
  ): DomainEvent =>
    event('PolicyVersionCreated', { ...policy(name), versionId, policyDocument, isDefaultVersion }),
  defaultChanged: (name: string, versionId: string, previousVersionId: string): DomainEvent =>
    event('PolicyDefaultVersionChanged', { ...policy(name), versionId, previousVersionId }),
  attachedToUser: (name: string, policyName: string): DomainEvent =>
    event('PolicyAttachedToUser', { ...user(name), ...policy(policyName) }),
  attachedToGroup: (name: string, policyName: string): DomainEvent =>
    event('PolicyAttachedToGroup', { ...group(name), ...policy(policyName) }),
  roleCreated: (name: string, tags: Record<string, string> = {}): DomainEvent =>
    event('RoleCreated', {
      ...role(name),
      path: '/',
      maxSessionDuration: 3_600,
      policyDocument: '{}',
      trustedPrincipals: [],
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    }),
  roleDeleted: (name: string): DomainEvent => event('RoleDeleted', role(name)),
  roleInlinePut: (name: string, policyDocument: string): DomainEvent =>
    event('InlinePolicyPutOnRole', { ...role(name), policyName: 'inline', policyDocument }),
};
