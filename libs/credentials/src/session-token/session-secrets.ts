import { createHmac } from 'node:crypto';
import { newAccessKeyId } from '../access-key/generated-ids.js';
import type { RandomBytes } from '../random-bytes.js';
import type { MasterKey } from '../secret-cipher/master-key.js';
import { SecretCipherError } from '../secret-cipher/secret-cipher-error.js';

/** The two ids of temporary credentials, from which their secret follows. */
export interface SessionIds {
  /** The `jti` of the token: id of the master key, a dot, 128 random bits. */
  readonly tokenId: string;
  /** `ASIA…` */
  readonly accessKeyId: string;
}

/**
 * Derives the secret access keys of temporary credentials, so that none is ever stored: the secret follows
 * from the ids and the master key that the token id names. Outstanding sessions survive a change of the master
 * key as long as the former one stays configured.
 */
export class SessionSecrets {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #currentId: string;
  readonly #random: RandomBytes;

  constructor(random: RandomBytes, current: MasterKey, former: readonly MasterKey[] = []) {
    this.#keys = new Map([current, ...former].map((key) => [key.id, key.derive('session-secrets')]));
    this.#currentId = current.id;
    this.#random = random;
  }

  /** New ids; to be drawn before the session is recorded, because the record names the access key. */
  newIds(): SessionIds {
    const randomPart = Buffer.from(this.#random(16)).toString('base64url');
    return {
      tokenId: `${this.#currentId}.${randomPart}`,
      accessKeyId: newAccessKeyId('ASIA', this.#random),
    };
  }

  /**
   * The secret access key of these ids: 40 characters of `[A-Za-z0-9+/]`.
   *
   * @throws SecretCipherError `unknown_master_key` when the master key that the token id names is gone.
   */
  secretAccessKey(ids: SessionIds): string {
    const keyId = ids.tokenId.split('.', 1)[0] ?? '';
    const key = this.#keys.get(keyId);
    if (key === undefined) {
      const message = `no master key with id \`${keyId}\` is configured; configure the one of this session`;
      throw new SecretCipherError('unknown_master_key', message);
    }
    const derived = createHmac('sha256', key)
      .update(JSON.stringify([ids.tokenId, ids.accessKeyId]))
      .digest();
    return derived.subarray(0, 30).toString('base64');
  }
}
