import 'reflect-metadata';
import { randomBytes, randomUUID } from 'node:crypto';
import { startWriteSide } from '@grantlog/admin-api';
import { openEmbeddedLog } from '@grantlog/event-log';
import { eventsOf } from '../iam-org/documents.mjs';
import { sessionOf } from '../iam-org/expected.mjs';
import { account } from '../iam-org/organization.mjs';
import { rootKey } from '../standalone/server.mjs';

const eventsPerCommand = 2_000;
const lifetimeMs = 12 * 3_600_000;
const caller = {
  userName: 'caller',
  userId: 'AIDACALLER00000000000',
  userArn: `arn:aws:iam::${account}:user/caller`,
};
const callerKey = 'AKIABENCHMARKCALLER0';
const mayAsk = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'grantlog:Authorize', Resource: '*' }],
});

/**
 * Writes the organization, and a user who may ask, into a data directory that nobody has opened yet.
 *
 * @returns the master key beside what {@link seedLog} returns.
 */
export async function seed(directory, organization) {
  const masterKey = randomBytes(32).toString('base64');
  const clock = () => new Date();
  const onError = (error) => console.error(error);
  const log = await openEmbeddedLog({ directory, clock, onError });
  try {
    const settings = {
      accountId: account,
      rootAccessKeyId: rootKey.accessKeyId,
      rootSecretAccessKey: rootKey.secretAccessKey,
      quotas: {},
    };
    return {
      masterKey,
      ...(await seedLog(log, masterKey, eventsOf(organization), organization.roles, settings)),
    };
  } finally {
    await log.close();
  }
}

/**
 * Writes events, and a user who may ask, into a log.
 *
 * @returns the token of the user who asks, the session token of each role, and the revision that was written last.
 */
export async function seedLog(log, masterKey, events, roles, settings = { quotas: {} }) {
  const voice = { print: console.log, warn: console.error };
  const { ports } = await startWriteSide(log, masterKey, settings, voice);
  const revision = await append(log, [...callerEvents(), ...events]);
  const issue = (claims) => issueToken(ports, { account, issuedAtRevision: revision, ...claims });
  const { userArn: arn, userId: principalId } = caller;
  const token = await issue({ kind: 'user', arn, principalId, longTermCredentialId: callerKey });
  const roleTokens = new Map();
  for (const role of roles) roleTokens.set(role, await issue(roleClaims(role)));
  return { token, roleTokens, revision };
}

/** Records events in the account, many in one commit; returns the revision of the last one. */
export async function append(log, events) {
  const metadata = {
    actor: `arn:aws:iam::${account}:root`,
    action: 'iam:CreateUser',
    requestId: randomUUID(),
    sourceIp: '127.0.0.1',
  };
  let revision = 0n;
  for (let from = 0; from < events.length; from += eventsPerCommand) {
    const some = events.slice(from, from + eventsPerCommand);
    ({ revision } = await log.transact(account, (transaction) => transaction.append(metadata, some)));
  }
  return revision;
}

function callerEvents() {
  return [
    { type: 'UserCreated', data: { ...caller, path: '/', tags: [] } },
    { type: 'AccessKeyCreated', data: { ...caller, accessKeyId: callerKey } },
    { type: 'InlinePolicyPutOnUser', data: { ...caller, policyName: 'ask', policyDocument: mayAsk } },
  ];
}

function roleClaims(role) {
  const { reference, session } = sessionOf(role);
  return {
    kind: 'role',
    arn: session.arn,
    principalId: role.id,
    roleArn: role.arn,
    sessionName: reference.sessionName,
  };
}

async function issueToken({ sessions }, claims) {
  const now = new Date();
  const times = { issuedAt: now, expiresAt: new Date(now.getTime() + lifetimeMs) };
  const { sessionToken } = await sessions.issuer.issue(
    { ...claims, ...sessions.secrets.newIds(), ...times },
    now,
  );
  return sessionToken;
}
