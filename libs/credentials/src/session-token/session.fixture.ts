import { randomBytes } from 'node:crypto';
import { MasterKey } from '../secret-cipher/master-key.js';
import { SecretCipher } from '../secret-cipher/secret-cipher.js';
import type { KeySessionClaims, RoleSessionClaims } from './session-claims.js';
import { SessionSecrets } from './session-secrets.js';
import { SessionTokenIssuer } from './session-token-issuer.js';
import { SessionTokenVerifier } from './session-token-verifier.js';
import type { SigningKeyStore, StoredSigningKey } from './signing-key.js';
import { SigningKeyRing } from './signing-key-ring.js';
import { VerificationKeys } from './verification-keys.js';

export const noon = new Date('2026-11-24T12:00:00Z');
export const masterKey = new MasterKey(new Uint8Array(32).fill(7));
export const logId = 'log-1';

/** `noon` plus so many seconds. */
export const at = (seconds: number): Date => new Date(noon.getTime() + seconds * 1_000);

export class MemorySigningKeyStore implements SigningKeyStore {
  keys: StoredSigningKey[] = [];
  readings = 0;
  failure: Error | undefined;

  list(): Promise<readonly StoredSigningKey[]> {
    this.readings += 1;
    return this.failure === undefined ? Promise.resolve([...this.keys]) : Promise.reject(this.failure);
  }

  add(key: StoredSigningKey): Promise<void> {
    this.keys.push(key);
    return Promise.resolve();
  }
}

const common = {
  account: '123456789012',
  accessKeyId: 'ASIAABCDEFGHIJKLMNOP',
  tokenId: `${masterKey.id}.AAAAAAAAAAAAAAAAAAAAAA`,
  issuedAt: noon,
  expiresAt: at(3_600),
  issuedAtRevision: 41n,
};

export const roleSession = (changes: Partial<RoleSessionClaims> = {}): RoleSessionClaims => ({
  ...common,
  kind: 'role',
  arn: 'arn:aws:sts::123456789012:assumed-role/Deployer/build-7',
  principalId: 'AROAABCDEFGHIJKLMNOPQ',
  roleArn: 'arn:aws:iam::123456789012:role/ci/Deployer',
  sessionName: 'build-7',
  ...changes,
});

export const userSession = (changes: Partial<KeySessionClaims> = {}): KeySessionClaims => ({
  ...common,
  kind: 'user',
  arn: 'arn:aws:iam::123456789012:user/ada',
  principalId: 'AIDAABCDEFGHIJKLMNOPQ',
  longTermCredentialId: 'AKIAABCDEFGHIJKLMNOP',
  ...changes,
});

/** Everything that one deployment needs to issue and verify, over one store. */
export function deployment(store = new MemorySigningKeyStore(), log = logId) {
  const ring = new SigningKeyRing(store, new SecretCipher(masterKey));
  const secrets = new SessionSecrets(randomBytes, masterKey);
  const keys = new VerificationKeys(store);
  return {
    store,
    ring,
    secrets,
    keys,
    issuer: new SessionTokenIssuer(ring, secrets, log),
    verifier: new SessionTokenVerifier(keys, log),
  };
}
