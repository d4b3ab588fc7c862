import { randomBytes } from 'node:crypto';
import {
  AccessKeySecrets,
  Authenticator,
  parseMasterKey,
  SecretCipher,
  SessionSecrets,
  SessionTokenIssuer,
  SessionTokenVerifier,
  SigningKeyRing,
  VerificationKeys,
} from '@grantlog/credentials';
import type { EventLog } from '@grantlog/event-log';
import type { Quotas } from '@grantlog/iam';
import { compiledPolicies } from '@grantlog/policy';
import type { AdminApiPorts } from '../rest/admin-api-ports.js';
import { accessKeyStore, signingKeyStore } from './key-stores.js';

/** What the administrative API is made of, and what verifies the session tokens that it issues. */
export interface WritePorts extends AdminApiPorts {
  readonly tokens: SessionTokenVerifier;
}

/** What cannot be derived from the log itself. */
export interface WriteDeployment {
  readonly log: EventLog;
  /** 32 bytes in base64. */
  readonly masterKey: string;
  readonly partition: string;
  readonly quotas: Quotas;
}

/**
 * Wires the write side of one process. The signing key exists when this returns.
 *
 * @throws SecretCipherError when the log was sealed with another master key
 */
export async function writePorts({
  log,
  masterKey,
  partition,
  quotas,
}: WriteDeployment): Promise<WritePorts> {
  const clock = () => new Date();
  const key = parseMasterKey(masterKey);
  const cipher = new SecretCipher(key);
  const store = signingKeyStore(log);
  const ring = new SigningKeyRing(store, cipher);
  await ring.signingKey(clock());
  const secrets = new SessionSecrets(randomBytes, key);
  const verificationKeys = new VerificationKeys(store);
  const tokens = new SessionTokenVerifier(verificationKeys, log.logId);
  const accessKeys = new AccessKeySecrets(accessKeyStore(log), cipher);
  return {
    log,
    partition,
    quotas,
    cipher,
    sessions: { ring, secrets, issuer: new SessionTokenIssuer(ring, secrets, log.logId) },
    policies: compiledPolicies(),
    random: randomBytes,
    authenticator: new Authenticator(tokens, clock, { accessKeys, sessionSecrets: secrets }),
    verificationKeys,
    tokens,
    clock,
  };
}
