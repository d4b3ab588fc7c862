import { type ArnScope, entityArn, type RoleDocument, type UserDocument } from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';
import { event } from '@grantlog/events';
import { DomainError } from '@grantlog/iam';
import { z } from 'zod';
import type { CommandOperation, Operation, QueryOperation } from '../catalogue/operation.js';

/** A few operations, one for each thing that the framework does; the real catalogue has tests of its own. */
const userName = z.string().regex(/^[\w+=,.@-]{1,64}$/, 'send 1 to 64 letters, digits or +=,.@-_');
type User = UserDocument | undefined;

interface Named {
  readonly userName: string;
}

const byName = (input: Named, reader: AccountReader) => reader.byName('user', input.userName);

const arnOf = (input: Named, user: User, scope: ArnScope) =>
  user?.arn ?? entityArn(scope, 'user', '/', input.userName);

function existing(user: User, name: string): UserDocument {
  if (user !== undefined) return user;
  throw new DomainError('no_such_entity', `the user with name \`${name}\` cannot be found`);
}

function named({ name, id, arn }: UserDocument) {
  return { userName: name, userId: id, userArn: arn };
}

function shown(user: User) {
  return { user: user && { userName: user.name, userId: user.id, arn: user.arn, path: user.path } };
}

const createUser: CommandOperation<{ userName: string; path?: string | undefined }, User> = {
  kind: 'command',
  name: 'CreateUser',
  service: 'iam',
  method: 'POST',
  path: '/users',
  status: 201,
  input: z.strictObject({
    userName,
    path: z.string().optional(),
    tags: z
      .array(z.strictObject({ key: z.string(), value: z.string() }))
      .max(2)
      .optional(),
    permissionsBoundary: z
      .custom<undefined>((value) => value === undefined, {
        error: '`permissionsBoundary` is not supported yet, leave it out',
        params: { code: 'not_supported' },
      })
      .optional(),
  }),
  load: byName,
  target: (input, user, scope) => user?.arn ?? entityArn(scope, 'user', input.path ?? '/', input.userName),
  context: ({ path }) => (path === undefined ? {} : { 'aws:RequestTag/path': path }),
  decide: ({ userName: name, path = '/' }, user, surroundings) => {
    if (user !== undefined) {
      throw new DomainError('entity_already_exists', `user with name \`${name}\` already exists`);
    }
    const userArn = entityArn(surroundings.scope, 'user', path, name);
    const data = { userName: name, userId: surroundings.uniqueId('AIDA'), userArn, path };
    return { events: [event('UserCreated', data)] };
  },
  answer: (_, user) => shown(user),
};

const getUser: QueryOperation<{ userName: string }, User> = {
  kind: 'query',
  name: 'GetUser',
  service: 'iam',
  method: 'GET',
  path: '/users/{userName}',
  input: z.strictObject({ userName }),
  load: byName,
  target: arnOf,
  answer: (input, user) => shown(existing(user, input.userName)),
};

const listUsers: QueryOperation<{ maxItems: number; marker?: string | undefined }, undefined> = {
  kind: 'query',
  name: 'ListUsers',
  service: 'iam',
  method: 'GET',
  path: '/users',
  paged: true,
  input: z.strictObject({
    maxItems: z.coerce.number().int().min(1).max(1000).default(100),
    marker: z.string().min(1).optional(),
  }),
  load: () => Promise.resolve(undefined),
  target: (_, __, scope) => entityArn(scope, 'user', '/', ''),
  answer: async ({ maxItems, marker }, _, reader) => {
    const range = { limit: maxItems + 1, ...(marker === undefined ? {} : { afterName: marker }) };
    const found = await reader.list('user', range);
    const users = found.slice(0, maxItems);
    const last = found.length > maxItems ? users.at(-1)?.name : undefined;
    return { users: users.map(({ name }) => name), ...(last === undefined ? {} : { nextPosition: last }) };
  },
};

const deleteUser: CommandOperation<{ userName: string }, User> = {
  kind: 'command',
  name: 'DeleteUser',
  service: 'iam',
  method: 'DELETE',
  path: '/users/{userName}',
  status: 200,
  input: z.strictObject({ userName }),
  load: byName,
  target: arnOf,
  decide: (input, user) => {
    const found = existing(user, input.userName);
    return {
      events: [event('UserDeleted', named(found))],
      deleteSecrets: found.accessKeys.map(({ id }) => id),
    };
  },
};

const createAccessKey: CommandOperation<{ userName: string }, User> = {
  kind: 'command',
  name: 'CreateAccessKey',
  service: 'iam',
  method: 'POST',
  path: '/users/{userName}/access-keys',
  status: 201,
  input: z.strictObject({ userName }),
  load: byName,
  target: arnOf,
  decide: (input, user, surroundings) => {
    const found = existing(user, input.userName);
    const { accessKeyId, secretAccessKey, sealed } = surroundings.newAccessKey(found.id);
    const owner = { ownerKind: 'user', ownerId: found.id } as const;
    return {
      events: [event('AccessKeyCreated', { ...named(found), accessKeyId })],
      putSecrets: [{ account: surroundings.scope.account, accessKeyId, ...owner, ...sealed }],
      reveal: { accessKey: { accessKeyId, secretAccessKey } },
    };
  },
  answer: (_, user) => ({ accessKey: { userName: user?.name, status: 'Active' } }),
};

type KeyInput = { userName: string; accessKeyId: string; status: 'Active' | 'Inactive' };
const updateAccessKey: CommandOperation<KeyInput, User> = {
  kind: 'command',
  name: 'UpdateAccessKey',
  service: 'iam',
  method: 'PATCH',
  path: '/users/{userName}/access-keys/{accessKeyId}',
  status: 200,
  input: z.strictObject({
    userName,
    accessKeyId: z.string(),
    status: z.enum(['Active', 'Inactive']),
  }),
  load: byName,
  target: arnOf,
  decide: ({ userName: name, accessKeyId, status }, user) => {
    const found = existing(user, name);
    if (found.accessKeys.some((key) => key.id === accessKeyId && key.status === status)) {
      return { events: [] };
    }
    const type = status === 'Active' ? 'AccessKeyActivated' : 'AccessKeyDeactivated';
    return { events: [event(type, { ...named(found), accessKeyId })] };
  },
};

const untagUser: CommandOperation<{ userName: string; tagKeys: string[] }, User> = {
  kind: 'command',
  name: 'UntagUser',
  service: 'iam',
  method: 'DELETE',
  path: '/users/{userName}/tags',
  status: 200,
  input: z.strictObject({ userName, tagKeys: z.array(z.string()).min(1).max(50) }),
  load: byName,
  target: arnOf,
  decide: () => ({ events: [] }),
  answer: ({ tagKeys }) => ({ tagKeys }),
};

const getPolicy: QueryOperation<{ policyArn: string }, undefined> = {
  kind: 'query',
  name: 'GetPolicy',
  service: 'iam',
  method: 'GET',
  path: '/policies/{policyArn}',
  input: z.strictObject({ policyArn: z.string() }),
  load: () => Promise.resolve(undefined),
  target: ({ policyArn }) => policyArn,
  answer: ({ policyArn }) => ({ policy: { arn: policyArn } }),
};

type AssumeInput = { roleArn: string; roleSessionName: string };
const assumeRole: CommandOperation<AssumeInput, RoleDocument | undefined> = {
  kind: 'command',
  name: 'AssumeRole',
  service: 'sts',
  method: 'POST',
  path: '/sts/assume-role',
  status: 200,
  input: z.strictObject({ roleArn: z.string(), roleSessionName: z.string() }),
  load: ({ roleArn }, reader) => reader.byName('role', roleArn.split('/').at(-1) ?? ''),
  target: ({ roleArn }) => roleArn,
  trust: (role) => role,
  decide: async ({ roleSessionName: sessionName }, role, surroundings) => {
    if (role === undefined) throw new DomainError('no_such_entity', 'there is no such role');
    const principal = { kind: 'role', role, sessionName } as const;
    const { packedPolicySize, ...credentials } = await surroundings.newSession({
      principal,
      durationSeconds: 900,
    });
    const { accessKeyId, expiration } = credentials;
    const issued = { accessKeyId, expiration, durationSeconds: 900, roleSessionName: sessionName };
    const roleNamed = { roleName: role.name, roleId: role.id, roleArn: role.arn };
    const assumedRoleArn = `${role.arn}/${sessionName}`;
    return {
      events: [event('RoleAssumed', { ...roleNamed, ...issued, assumedRoleArn })],
      reveal: { credentials, packedPolicySize },
    };
  },
};

const getSessionToken: CommandOperation<object, undefined> = {
  kind: 'command',
  name: 'GetSessionToken',
  service: 'sts',
  method: 'POST',
  path: '/sts/session-token',
  status: 200,
  input: z.strictObject({}),
  load: () => Promise.resolve(undefined),
  target: () => 'none',
  decide: async (_, __, surroundings) => {
    if (surroundings.caller.isSession) {
      throw new DomainError('access_denied', 'Cannot call GetSessionToken with session credentials');
    }
    const request = { principal: { kind: 'caller' }, durationSeconds: 900 } as const;
    const { packedPolicySize, ...credentials } = await surroundings.newSession(request);
    const { caller } = surroundings;
    const { accessKeyId, expiration } = credentials;
    const whose = { principalArn: caller.arn, principalId: caller.document.id };
    const data = { accessKeyId, expiration, durationSeconds: 900, ...whose };
    return {
      events: [event('SessionTokenIssued', data)],
      reveal: { credentials, packedPolicySize },
    };
  },
};

const getCallerIdentity: QueryOperation<object, undefined> = {
  kind: 'query',
  name: 'GetCallerIdentity',
  service: 'sts',
  method: 'GET',
  path: '/sts/caller-identity',
  input: z.strictObject({}),
  load: () => Promise.resolve(undefined),
  target: () => 'none',
  answer: (_, __, ___, { caller, scope }) => ({
    userId: caller.userId,
    account: scope.account,
    arn: caller.arn,
  }),
};

export const rows: readonly Operation[] = [
  createUser,
  getUser,
  listUsers,
  deleteUser,
  createAccessKey,
  updateAccessKey,
  untagUser,
  getPolicy,
  assumeRole,
  getSessionToken,
  getCallerIdentity,
];
