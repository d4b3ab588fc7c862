import { SecretCipher } from '../secret-cipher/secret-cipher.js';
import { deployment, masterKey, noon, type MemorySigningKeyStore } from '../session-token/session.fixture.js';
import type { ClientRequest } from '../sigv4/signing-client.fixture.js';
import { AccessKeySecrets, sealAccessKeySecret } from './access-key-secrets.js';
import type { AccessKeyStore, StoredAccessKey } from './access-key-store.js';
import { Authenticator } from './authenticator.js';

export const cipher = new SecretCipher(masterKey);
export const adaSecret = 'ada/Secret+Access+Key/0123456789ABCDEFGH';

/** How Ada's own client signs. */
export const ada: ClientRequest = {
  accessKeyId: 'AKIAADAADAADAADAADAA',
  secretAccessKey: adaSecret,
  time: noon,
};

export const adaKey: StoredAccessKey = {
  account: '123456789012',
  accessKeyId: ada.accessKeyId,
  ownerKind: 'user',
  ownerId: 'AIDAADAADAADAADAADAAA',
  sealedSecret: sealAccessKeySecret(
    cipher,
    { account: '123456789012', accessKeyId: ada.accessKeyId },
    adaSecret,
  ),
};

export class MemoryAccessKeyStore implements AccessKeyStore {
  readonly asked: string[] = [];
  keys: readonly StoredAccessKey[] = [adaKey];

  find(accessKeyId: string): Promise<StoredAccessKey | undefined> {
    this.asked.push(accessKeyId);
    return Promise.resolve(this.keys.find((key) => key.accessKeyId === accessKeyId));
  }
}

/** An authenticator over memory, at a time that the test may move. */
export function authentication(signingKeys?: MemorySigningKeyStore) {
  const parts = deployment(signingKeys);
  const store = new MemoryAccessKeyStore();
  const accessKeys = new AccessKeySecrets(store, cipher);
  const clock = { now: noon };
  const authenticator = new Authenticator(parts.verifier, () => clock.now, {
    accessKeys,
    sessionSecrets: parts.secrets,
  });
  return { ...parts, store, accessKeys, clock, authenticator };
}
