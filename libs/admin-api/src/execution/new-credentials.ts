import type { ArnScope } from '@grantlog/account-state';
import { rootArn, sessionArn } from '@grantlog/account-state';
import { EdgeError } from '@grantlog/contract';
import {
  type Caller,
  newAccessKeyId,
  newSecretAccessKey,
  type RandomBytes,
  sealAccessKeySecret,
  type SecretCipher,
  type SessionClaims,
} from '@grantlog/credentials';
import type { ActingPrincipal, NewAccessKey, NewSession, SessionRequest } from '../catalogue/operation.js';
import type { SessionPorts } from './execution-ports.js';

/** Makes a long-term access key; only its sealed secret may be stored. */
export function makeAccessKey(account: string, cipher: SecretCipher, random: RandomBytes): NewAccessKey {
  const accessKeyId = newAccessKeyId('AKIA', random);
  const secretAccessKey = newSecretAccessKey(random);
  const sealed = sealAccessKeySecret(cipher, { account, accessKeyId }, secretAccessKey);
  return { accessKeyId, secretAccessKey, sealed };
}

/** Under which circumstances a session begins. */
export interface SessionStart {
  readonly scope: ArnScope;
  readonly caller: Caller;
  readonly acting: ActingPrincipal;
  readonly now: Date;
  /** The revision on which it was decided that the session may begin: a replica that has it can honour the session. */
  readonly revision: bigint;
}

/**
 * Issues temporary credentials. The signing key of `start.now` must have been asked for before the transaction began:
 * making one needs the log, which is busy with the transaction.
 *
 * @throws EdgeError `access_denied` for a caller that asks for a session of itself while it already uses one (AWS
 * STS API Reference, "GetSessionToken").
 */
export async function issueSession(
  request: SessionRequest,
  start: SessionStart,
  sessions: SessionPorts,
): Promise<NewSession> {
  const ids = sessions.secrets.newIds();
  const expiresAt = new Date(start.now.getTime() + request.durationSeconds * 1_000);
  const times = { issuedAt: start.now, expiresAt, issuedAtRevision: start.revision };
  const claims = { ...subjectOf(request.principal, start), ...ids, ...times };
  const issued = await sessions.issuer.issue(claims, start.now);
  return { ...issued, expiration: issued.expiration.toISOString() };
}

type Subject = SessionClaims extends infer Claims
  ? Claims extends SessionClaims
    ? Omit<Claims, 'accessKeyId' | 'tokenId' | 'issuedAt' | 'expiresAt' | 'issuedAtRevision'>
    : never
  : never;

function subjectOf(principal: SessionRequest['principal'], start: SessionStart): Subject {
  const { scope, caller, acting } = start;
  const { account } = scope;
  if (principal.kind === 'role') {
    const { role, sessionName } = principal;
    const arn = sessionArn(scope, role.name, sessionName);
    return { kind: 'role', account, arn, principalId: role.id, roleArn: role.arn, sessionName };
  }
  if (caller.kind === 'role' || caller.session !== undefined) {
    throw new EdgeError('access_denied', 'cannot call GetSessionToken with session credentials');
  }
  const { kind, principalId, longTermCredentialId } = caller;
  const arn = kind === 'root' ? rootArn(scope) : acting.arn;
  return { kind, account, arn, principalId, longTermCredentialId };
}
