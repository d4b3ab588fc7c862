import { type ArnScope, entityArn } from '@grantlog/account-state';
import { event, type EventData, type EventOf } from '@grantlog/events';

export const scope: ArnScope = { partition: 'aws', account: '123456789012' };

export const time = '2026-01-31T12:00:00.000Z';

/** A document that allows one action everywhere. */
export function allowing(action: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
  });
}

/** A trust policy that lets one principal in. */
export function trusting(principal: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }],
  });
}

export const user = (userName: string) => ({
  userName,
  userId: `AIDA${userName.toUpperCase()}`,
  userArn: entityArn(scope, 'user', '/', userName),
});

export const group = (groupName: string) => ({
  groupName,
  groupId: `AGPA${groupName.toUpperCase()}`,
  groupArn: entityArn(scope, 'group', '/', groupName),
});

export const role = (roleName: string) => ({
  roleName,
  roleId: `AROA${roleName.toUpperCase()}`,
  roleArn: entityArn(scope, 'role', '/', roleName),
});

export const policy = (policyName: string) => ({
  policyName,
  policyId: `ANPA${policyName.toUpperCase()}`,
  policyArn: entityArn(scope, 'policy', '/', policyName),
});

export function UserCreated(
  name: string,
  more: Partial<EventData['UserCreated']> = {},
): EventOf<'UserCreated'> {
  return event('UserCreated', { ...user(name), path: '/', ...more });
}

export function GroupCreated(name: string): EventOf<'GroupCreated'> {
  return event('GroupCreated', { ...group(name), path: '/' });
}

export function RoleCreated(
  name: string,
  more: Partial<EventData['RoleCreated']> = {},
): EventOf<'RoleCreated'> {
  return event('RoleCreated', {
    ...role(name),
    path: '/',
    maxSessionDuration: 3_600,
    policyDocument: trusting(scope.account),
    trustedPrincipals: [],
    ...more,
  });
}

export function PolicyCreated(
  name: string,
  more: Partial<EventData['PolicyCreated']> = {},
): EventOf<'PolicyCreated'> {
  return event('PolicyCreated', { ...policy(name), path: '/', policyDocument: allowing('a:B'), ...more });
}

export function PolicyVersionCreated(
  name: string,
  versionId: string,
  isDefaultVersion = false,
): EventOf<'PolicyVersionCreated'> {
  const document = { versionId, policyDocument: allowing(`a:${versionId}`), isDefaultVersion };
  return event('PolicyVersionCreated', { ...policy(name), ...document });
}

export function UserAddedToGroup(userName: string, groupName: string): EventOf<'UserAddedToGroup'> {
  return event('UserAddedToGroup', { ...user(userName), ...group(groupName) });
}

export function AccessKeyCreated(userName: string, accessKeyId: string): EventOf<'AccessKeyCreated'> {
  return event('AccessKeyCreated', { ...user(userName), accessKeyId });
}

export function PolicyAttachedToUser(userName: string, policyName: string): EventOf<'PolicyAttachedToUser'> {
  return event('PolicyAttachedToUser', { ...user(userName), ...policy(policyName) });
}
