import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { MasterKey } from './master-key.js';
import { SecretCipherError } from './secret-cipher-error.js';
import type { Sealed } from './sealed.js';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals small secrets and JSON texts for storage with AES-256-GCM under a sub-key of the master key.
 *
 * Each seal has a random 96-bit nonce, which bounds one master key to 2^32 seals (NIST SP 800-38D, section
 * 8.3). `boundTo` names the row that the text belongs to (such as account and access key id): a ciphertext
 * that is copied to another row does not open there.
 */
export class SecretCipher {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #currentId: string;

  /** @param current seals and opens. @param former keys that only open what they once sealed. */
  constructor(current: MasterKey, former: readonly MasterKey[] = []) {
    this.#keys = new Map([current, ...former].map((key) => [key.id, key.derive('encryption')]));
    this.#currentId = current.id;
  }

  seal(plaintext: string, boundTo: readonly string[]): Sealed {
    const keyId = this.#currentId;
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.#key(keyId), nonce);
    cipher.setAAD(associatedData(keyId, boundTo));
    const bytes = [nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return { keyId, ciphertext: Buffer.concat(bytes).toString('base64') };
  }

  /**
   * @throws SecretCipherError `unknown_master_key` names the key id to bring back; `broken_seal` means that
   * the stored bytes were changed or belong elsewhere. Both need an operator, neither is a caller's fault.
   */
  open(sealed: Sealed, boundTo: readonly string[]): string {
    const key = this.#key(sealed.keyId);
    const bytes = Buffer.from(sealed.ciphertext, 'base64');
    if (bytes.length < nonceBytes + tagBytes) throw brokenSeal();
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(associatedData(sealed.keyId, boundTo));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const plaintext = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
    try {
      return Buffer.concat([plaintext, decipher.final()]).toString('utf8');
    } catch {
      throw brokenSeal();
    }
  }

  #key(keyId: string): Buffer {
    const key = this.#keys.get(keyId);
    if (key !== undefined) return key;
    const message = `no master key with id \`${keyId}\` is configured; configure the one that sealed this`;
    throw new SecretCipherError('unknown_master_key', message);
  }
}

// INVARIANT: injective, because JSON keeps the borders between the parts.
function associatedData(keyId: string, boundTo: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(['grantlog/sealed/v1', keyId, ...boundTo]), 'utf8');
}

function brokenSeal(): SecretCipherError {
  const message = 'a sealed text does not open; it was changed, cut, or copied from another place';
  return new SecretCipherError('broken_seal', message);
}
