import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { SecretCipher } from '../secret-cipher/secret-cipher.js';
import { tokenLimits } from '../token-limits.js';
import type { SigningKeyStore, StoredSigningKey } from './signing-key.js';

/** The private key that signs at a moment. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
}

const verifiesAfterSigningMs = tokenLimits.longestSessionSeconds * 1_000 + tokenLimits.clockSkewMs;

/**
 * Answers the key that signs session tokens and rotates it without a restart: makes the first key when there is
 * none, and a successor a day before the newest stops signing. The successor signs ten minutes after it was
 * published. Several processes may rotate at once: each key that is added verifies everywhere.
 */
export class SigningKeyRing {
  readonly #store: SigningKeyStore;
  readonly #cipher: SecretCipher;
  readonly #opened = new Map<string, SigningKey>();
  #keys: readonly StoredSigningKey[] = [];
  #renewal: Promise<void> | undefined;

  constructor(store: SigningKeyStore, cipher: SecretCipher) {
    this.#store = store;
    this.#cipher = cipher;
  }

  /**
   * The key to sign with now. Call it once at start, so that the first key exists before the first session.
   *
   * @throws what the store throws, and SecretCipherError when the master key of a stored key is gone.
   */
  async signingKey(now: Date): Promise<SigningKey> {
    if (isRenewalDue(this.#keys, now)) {
      this.#renewal ??= this.#renew(now).finally(() => (this.#renewal = undefined));
      await this.#renewal;
    }
    const key = signerAt(this.#keys, now);
    if (key === undefined) throw new Error('the signing key store does not list the key that was just added');
    return this.#open(key);
  }

  async #renew(now: Date): Promise<void> {
    this.#keys = await this.#store.list();
    if (!isRenewalDue(this.#keys, now)) return;
    await this.#store.add(newSigningKey(this.#cipher, now));
    this.#keys = await this.#store.list();
  }

  #open(key: StoredSigningKey): SigningKey {
    const known = this.#opened.get(key.kid);
    if (known !== undefined) return known;
    const pem = this.#cipher.open(key.sealedPrivateKey, sealedFor(key.kid));
    const opened = { kid: key.kid, privateKey: createPrivateKey(pem) };
    this.#opened.set(key.kid, opened);
    return opened;
  }
}

function newSigningKey(cipher: SecretCipher, now: Date): StoredSigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  // The members and their order are those of the RFC 7638 thumbprint input.
  const publicJwk = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x: publicKey.export({ format: 'jwk' }).x });
  const kid = createHash('sha256').update(publicJwk).digest('base64url');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const validUntil = new Date(now.getTime() + tokenLimits.signingPeriodMs + verifiesAfterSigningMs);
  return { kid, publicJwk, sealedPrivateKey: cipher.seal(pem, sealedFor(kid)), validFrom: now, validUntil };
}

function sealedFor(kid: string): readonly string[] {
  return ['signing-key', kid];
}

function isRenewalDue(keys: readonly StoredSigningKey[], now: Date): boolean {
  const soon = now.getTime() + tokenLimits.signingKeyRenewalMs;
  return !keys.some((key) => soon < signsUntilMs(key));
}

/** The newest key that verifiers have had time to read; when there is none, the oldest that may still sign. */
function signerAt(keys: readonly StoredSigningKey[], now: Date): StoredSigningKey | undefined {
  const time = now.getTime();
  const newestFirst = keys.filter((key) => time < signsUntilMs(key)).toSorted(byAge);
  const publishedBy = time - tokenLimits.signingKeyPublicationMs;
  return newestFirst.find((key) => key.validFrom.getTime() <= publishedBy) ?? newestFirst.at(-1);
}

function signsUntilMs(key: StoredSigningKey): number {
  return key.validUntil.getTime() - verifiesAfterSigningMs;
}

function byAge(one: StoredSigningKey, other: StoredSigningKey): number {
  return other.validFrom.getTime() - one.validFrom.getTime() || (one.kid < other.kid ? -1 : 1);
}
