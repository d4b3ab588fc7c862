import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { tokenLimits } from '../token-limits.js';
import type { PublicSigningKey, PublicSigningKeySource } from './signing-key.js';

/** The document at `/.well-known/jwks.json` (RFC 7517): the public keys that verify tokens now. */
export interface PublicKeySet {
  readonly keys: readonly PublicKeySetEntry[];
}

/** One Ed25519 key of the set (RFC 8037). */
export interface PublicKeySetEntry {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

/**
 * The public signing keys as a verifier knows them. They are read at the first use and again when a token names
 * a key that is not known. Any number of such tokens cause one reading at a time and one per second, so forged
 * key ids cannot load the source; a genuine new key is published minutes before it signs.
 */
export class VerificationKeys {
  readonly #source: PublicSigningKeySource;
  #keys: ReadonlyMap<string, VerificationKey> = new Map();
  #readAtMs = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(source: PublicSigningKeySource) {
    this.#source = source;
  }

  /**
   * The key of this id, or `undefined` when there is none or its time is over.
   *
   * @throws what the source throws when the id is unknown and the source cannot be asked. That is no verdict on
   * the token; keys that are known keep verifying meanwhile.
   */
  async find(kid: string, now: Date): Promise<KeyObject | undefined> {
    if (!this.#keys.has(kid) && this.#mayRead(now)) await this.reload(now);
    return this.known(kid, now);
  }

  /** Like `find`, but of what was read before, without asking the source. */
  known(kid: string, now: Date): KeyObject | undefined {
    const key = this.#keys.get(kid);
    return key !== undefined && isValidAt(key, now) ? key.publicKey : undefined;
  }

  /** Reads the source now; joins a reading that is under way. */
  async reload(now: Date): Promise<void> {
    this.#reading ??= this.#read(now).finally(() => (this.#reading = undefined));
    await this.#reading;
  }

  /** The public key set of this moment; what it is made of was read at most a second ago. */
  async publicKeySet(now: Date): Promise<PublicKeySet> {
    if (this.#mayRead(now)) await this.reload(now);
    const valid = [...this.#keys.values()].filter((key) => isValidAt(key, now));
    const entries = valid.map(({ kid, x }) => ({ kty: 'OKP', crv: 'Ed25519', x, kid }) as const);
    return { keys: entries.map((entry) => ({ ...entry, alg: 'EdDSA', use: 'sig' })) };
  }

  async #read(now: Date): Promise<void> {
    const keys = await this.#source.list();
    this.#keys = new Map(keys.map((key) => [key.kid, toVerificationKey(key)]));
    this.#readAtMs = now.getTime();
  }

  #mayRead(now: Date): boolean {
    const sinceMs = Math.abs(now.getTime() - this.#readAtMs);
    return this.#reading !== undefined || sinceMs >= tokenLimits.unknownKeyPauseMs;
  }
}

interface VerificationKey {
  readonly kid: string;
  readonly x: string;
  readonly publicKey: KeyObject;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

function toVerificationKey(key: PublicSigningKey): VerificationKey {
  const publicKey = createPublicKey({ key: JSON.parse(key.publicJwk) as JsonWebKey, format: 'jwk' });
  const { x } = publicKey.export({ format: 'jwk' });
  if (publicKey.asymmetricKeyType !== 'ed25519' || x === undefined) {
    throw new Error(`the stored signing key \`${key.kid}\` is not an Ed25519 key; remove it from the store`);
  }
  return { kid: key.kid, x, publicKey, validFrom: key.validFrom, validUntil: key.validUntil };
}

function isValidAt(key: VerificationKey, now: Date): boolean {
  const time = now.getTime();
  return key.validFrom.getTime() - tokenLimits.clockSkewMs <= time && time <= key.validUntil.getTime();
}
