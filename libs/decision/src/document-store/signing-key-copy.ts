/** A public signing key: it verifies session tokens between two times. No secret. */
export interface PublicSigningKey {
  readonly kid: string;
  /** JSON Web Key as text. */
  readonly publicJwk: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/** What a replica must know before it can answer from the document store alone. */
export interface CopiedSigningKeys {
  /** The log that the keys, and the document store beside them, belong to. */
  readonly logId: string;
  readonly keys: readonly PublicSigningKey[];
}

/**
 * Port: the log's id and public signing keys beside the document store, so that a replica can start while the log is
 * down. Whoever reads the log writes it. It is as trustworthy as the store: who may write there decides what verifies.
 *
 * Every method answers within seconds or throws `DocumentStoreUnavailableError`; the call may be repeated.
 */
export interface SigningKeyCopy {
  /** What was put last; `undefined` where nothing was or it cannot be read. */
  signingKeys(): Promise<CopiedSigningKeys | undefined>;
  /** Puts all keys in the place of those that are there, at once for readers. */
  putSigningKeys(copied: CopiedSigningKeys): Promise<void>;
  /** Waits for running calls, then releases the engine. */
  close(): Promise<void>;
}
