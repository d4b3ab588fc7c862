import { sessionArn } from '@grantlog/account-state';
import {
  newAccessKeyId,
  newSecretAccessKey,
  type RandomBytes,
  sealAccessKeySecret,
  type SecretCipher,
  type SessionClaims,
} from '@grantlog/credentials';
import type { NewAccessKey, NewSession, SessionRequest } from '../catalogue/operation.js';
import type { Execution } from './execution.js';

/** Makes a long-term access key; only its sealed secret may be stored. */
export function makeAccessKey(account: string, cipher: SecretCipher, random: RandomBytes): NewAccessKey {
  const accessKeyId = newAccessKeyId('AKIA', random);
  const secretAccessKey = newSecretAccessKey(random);
  const sealed = sealAccessKeySecret(cipher, { account, accessKeyId }, secretAccessKey);
  return { accessKeyId, secretAccessKey, sealed };
}

/**
 * Issues temporary credentials that begin with the call. Its signing key must have been asked for before the
 * transaction began: making one needs the log, which is busy with the transaction.
 *
 * @param revision at which it was decided that the session may begin: a replica that has it can honour the session
 * @throws SessionTokenError `packed_policy_too_large`
 */
export async function issueSession(
  request: SessionRequest,
  execution: Execution,
  revision: bigint,
): Promise<NewSession> {
  const { call, ports } = execution;
  const { issuer, secrets } = ports.sessions;
  const expiresAt = new Date(call.now.getTime() + request.durationSeconds * 1_000);
  const times = { issuedAt: call.now, expiresAt, issuedAtRevision: revision };
  const subject = subjectOf(request.principal, execution);
  const issued = await issuer.issue({ ...subject, ...secrets.newIds(), ...times }, call.now);
  return { ...issued, expiration: issued.expiration.toISOString() };
}

type Subject = SessionClaims extends infer Claims
  ? Claims extends SessionClaims
    ? Omit<Claims, 'accessKeyId' | 'tokenId' | 'issuedAt' | 'expiresAt' | 'issuedAtRevision'>
    : never
  : never;

function subjectOf(principal: SessionRequest['principal'], execution: Execution): Subject {
  const { scope } = execution;
  const { caller } = execution.call;
  const { account } = scope;
  if (principal.kind === 'role') {
    const { role, sessionName } = principal;
    const arn = sessionArn(scope, role.name, sessionName);
    return { kind: 'role', account, arn, principalId: role.id, roleArn: role.arn, sessionName };
  }
  if (caller.kind === 'role' || caller.session !== undefined) {
    throw new TypeError('a session cannot be made of a session; the decider refuses it first');
  }
  const { kind, principalId, longTermCredentialId } = caller;
  const { arn } = execution.caller.acting;
  return { kind, account, arn, principalId, longTermCredentialId };
}
