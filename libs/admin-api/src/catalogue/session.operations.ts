import { sessionArn } from '@grantlog/account-state';
import {
  decideSession,
  namePatterns,
  type SessionCaller,
  sessionLimits,
  sessionSeconds,
} from '@grantlog/iam';
import { z } from 'zod';
import { findByArn, resourceTagKeys } from './entities.js';
import { notBuiltYet } from './inputs.js';
import type { ActingPrincipal, NewSession, Operation } from './operation.js';
import { command, query } from './rows.js';

const assumeRole = command({
  name: 'AssumeRole',
  service: 'sts',
  method: 'POST',
  path: '/sts/assume-role',
  status: 200,
  input: z.strictObject({
    roleArn: z.string().regex(namePatterns.roleArn),
    roleSessionName: z.string().regex(namePatterns.roleSessionName),
    durationSeconds: z.int().min(sessionLimits.role.min).max(sessionLimits.role.max).optional(),
    externalId: z.string().regex(namePatterns.externalId).optional(),
    policy: notBuiltYet('policy'),
    policyArns: notBuiltYet('policyArns'),
    tags: notBuiltYet('tags'),
    transitiveTagKeys: notBuiltYet('transitiveTagKeys'),
    sourceIdentity: notBuiltYet('sourceIdentity'),
    serialNumber: notBuiltYet('serialNumber'),
    tokenCode: notBuiltYet('tokenCode'),
  }),
  load: async ({ roleArn }, reader) => ({ role: await findByArn(reader, 'role', roleArn) }),
  target: ({ roleArn }) => roleArn,
  context: ({ roleSessionName, externalId }, { role }) => ({
    ...resourceTagKeys(role),
    'sts:RoleSessionName': roleSessionName,
    ...(externalId === undefined ? {} : { 'sts:ExternalId': externalId }),
  }),
  trust: ({ role }) => role,
  decide: async ({ roleArn, roleSessionName, durationSeconds }, { role }, { scope, caller, newSession }) => {
    const wish = { type: 'AssumeRole', scope, roleArn, roleSessionName, durationSeconds } as const;
    const state = { caller: sessionCaller(caller), role };
    const seconds = sessionSeconds(wish, state);
    if (role === undefined) throw new TypeError('a role that is missing was refused before');
    const principal = { kind: 'role', role, sessionName: roleSessionName } as const;
    const session = await newSession({ principal, durationSeconds: seconds });
    const { packedPolicySize } = session;
    const arn = sessionArn(scope, role.name, roleSessionName);
    const assumedRoleUser = { arn, assumedRoleId: `${role.id}:${roleSessionName}` };
    return {
      events: decideSession({ ...wish, session: begun(session) }, state),
      reveal: { credentials: credentialsView(session), assumedRoleUser, packedPolicySize },
    };
  },
});

const getSessionToken = command({
  name: 'GetSessionToken',
  service: 'sts',
  method: 'POST',
  path: '/sts/session-token',
  status: 200,
  input: z.strictObject({
    durationSeconds: z.int().min(sessionLimits.user.min).max(sessionLimits.user.max).optional(),
    serialNumber: notBuiltYet('serialNumber'),
    tokenCode: notBuiltYet('tokenCode'),
  }),
  load: () => Promise.resolve({}),
  target: () => 'none',
  decide: async ({ durationSeconds }, _, { caller, newSession }) => {
    const wish = { type: 'GetSessionToken', durationSeconds } as const;
    const state = { caller: sessionCaller(caller) };
    const seconds = sessionSeconds(wish, state);
    const session = await newSession({ principal: { kind: 'caller' }, durationSeconds: seconds });
    return {
      events: decideSession({ ...wish, session: begun(session) }, state),
      reveal: { credentials: credentialsView(session) },
    };
  },
});

const getCallerIdentity = query({
  name: 'GetCallerIdentity',
  service: 'sts',
  method: 'GET',
  path: '/sts/caller-identity',
  input: z.strictObject({}),
  load: () => Promise.resolve({}),
  target: () => 'none',
  answer: (_, __, { account }, { caller }) => ({ userId: caller.userId, account, arn: caller.arn }),
});

function sessionCaller({ reference, document, arn, isSession }: ActingPrincipal): SessionCaller {
  return { kind: reference.kind, arn, id: document.id, isSession };
}

function begun({ accessKeyId, expiration }: NewSession) {
  return { accessKeyId, expiration };
}

function credentialsView({ accessKeyId, secretAccessKey, sessionToken, expiration }: NewSession) {
  return { accessKeyId, secretAccessKey, sessionToken, expiration };
}

/** Temporary credentials and who the caller is. */
export const sessionOperations: readonly Operation[] = [assumeRole, getSessionToken, getCallerIdentity];
