import { LRUCache } from 'lru-cache';
import type { SecretCipher } from '../secret-cipher/secret-cipher.js';
import type { Sealed } from '../secret-cipher/sealed.js';
import { tokenLimits } from '../token-limits.js';
import type { AccessKeyStore, StoredAccessKey } from './access-key-store.js';

/** A stored access key with its secret in the clear. Never log it. */
export interface OpenedAccessKey {
  readonly key: StoredAccessKey;
  readonly secretAccessKey: string;
}

/** Seals the secret of a new access key for storage; it opens only as the secret of this key in this account. */
export function sealAccessKeySecret(
  cipher: SecretCipher,
  key: Pick<StoredAccessKey, 'account' | 'accessKeyId'>,
  secretAccessKey: string,
): Sealed {
  return cipher.seal(secretAccessKey, sealedFor(key));
}

/**
 * Finds access keys and opens their secrets. Opened keys are remembered within bounds: an access key never
 * changes, and whether it was deleted is looked up on documents. Keys that are not found are looked for again each time, so a new key works at once.
 */
export class AccessKeySecrets {
  readonly #store: AccessKeyStore;
  readonly #cipher: SecretCipher;
  readonly #opened = new LRUCache<string, OpenedAccessKey>({ max: tokenLimits.openedAccessKeys });

  constructor(store: AccessKeyStore, cipher: SecretCipher) {
    this.#store = store;
    this.#cipher = cipher;
  }

  /** @throws SecretCipherError when the stored secret cannot be opened, and what the store throws. */
  async find(accessKeyId: string): Promise<OpenedAccessKey | undefined> {
    const remembered = this.#opened.get(accessKeyId);
    if (remembered !== undefined) return remembered;
    const key = await this.#store.find(accessKeyId);
    if (key === undefined) return undefined;
    const opened = { key, secretAccessKey: this.#cipher.open(key.sealedSecret, sealedFor(key)) };
    this.#opened.set(accessKeyId, opened);
    return opened;
  }
}

function sealedFor({ account, accessKeyId }: Pick<StoredAccessKey, 'account' | 'accessKeyId'>): string[] {
  return ['access-key', account, accessKeyId];
}
