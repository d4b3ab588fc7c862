import { createHash, hkdfSync } from 'node:crypto';
import { SecretCipherError } from './secret-cipher-error.js';

/** What a sub-key is for. Each purpose has a key of its own, so that one can never stand in for another. */
export type KeyPurpose = 'encryption' | 'session-secrets';

const masterKeyBytes = 32;

/** A master key. It shows its id only; the bytes are in no property, so logging it reveals nothing. */
export class MasterKey {
  /** First 8 bytes, in hex, of a SHA-256 over the key; stored beside whatever the key seals. */
  readonly id: string;
  readonly #bytes: Uint8Array;

  /** @throws SecretCipherError `malformed_master_key` unless there are exactly 32 bytes. */
  constructor(bytes: Uint8Array) {
    if (bytes.length !== masterKeyBytes) throw malformed(`has ${bytes.length} bytes`);
    this.#bytes = Uint8Array.from(bytes);
    this.id = createHash('sha256')
      .update('grantlog/master-key-id/v1\0')
      .update(bytes)
      .digest('hex')
      .slice(0, 16);
  }

  /** The 32-byte sub-key of one purpose (HKDF-SHA-256, RFC 5869). */
  derive(purpose: KeyPurpose): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#bytes, '', `grantlog/${purpose}/v1`, 32));
  }
}

/**
 * Reads a master key as it stands in a setting: 32 bytes in standard base64 (44 characters with padding).
 *
 * @throws SecretCipherError `malformed_master_key`; the message does not repeat the text.
 */
export function parseMasterKey(base64: string): MasterKey {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) throw malformed('is not base64');
  return new MasterKey(bytes);
}

function malformed(fault: string): SecretCipherError {
  const advice = 'give exactly 32 random bytes in base64, for example from `openssl rand -base64 32`';
  return new SecretCipherError('malformed_master_key', `the master key ${fault}; ${advice}`);
}
