import type { Sealed } from '../secret-cipher/sealed.js';

/** The public half of a signing key: all that is needed to verify session tokens. */
export interface PublicSigningKey {
  /** Key id in the token header: the RFC 7638 thumbprint of `publicJwk`. */
  readonly kid: string;
  /** JSON text of the public Ed25519 JWK (RFC 8037). */
  readonly publicJwk: string;
  /** When the key was made and published. */
  readonly validFrom: Date;
  /** After this the key verifies nothing. It stops signing earlier, by a longest session and the clock skew. */
  readonly validUntil: Date;
}

/** A signing key as it is stored: the private half is sealed with a master key. */
export interface StoredSigningKey extends PublicSigningKey {
  readonly sealedPrivateKey: Sealed;
}

/** Port of verifiers: where public signing keys are read. Answers all keys it has, in any order. */
export interface PublicSigningKeySource {
  list(): Promise<readonly PublicSigningKey[]>;
}

/**
 * Port of the issuing side: where signing keys are kept. `add` is durable when it resolves. Several processes
 * may add keys at the same time; all of them are kept and stay valid.
 */
export interface SigningKeyStore extends PublicSigningKeySource {
  list(): Promise<readonly StoredSigningKey[]>;
  add(key: StoredSigningKey): Promise<void>;
}
