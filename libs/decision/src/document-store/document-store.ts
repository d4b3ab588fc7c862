import type { EntityDocument, EntityKey } from '@grantlog/account-state';

/** A document and the revision that last changed it. */
export interface StampedDocument {
  readonly revision: bigint;
  readonly document: EntityDocument;
}

/** What one forward step of an account changes. */
export interface AccountAdvance {
  /** The revision that the store must be at; the step is refused at any other. */
  readonly from: bigint;
  readonly to: bigint;
  readonly puts: readonly StampedDocument[];
  readonly removals: readonly EntityKey[];
}

/** A whole account at one revision. */
export interface StampedAccount {
  readonly revision: bigint;
  readonly documents: readonly StampedDocument[];
}

/**
 * What a load of an account saw while it was being written: documents as they are at some revision between `from` and
 * `until` (inclusive), each stamped with its own. It is the account at `until` after the events that are newer than
 * each document's stamp are applied to it; where `from` equals `until`, it is the account already.
 */
export interface ScannedAccount {
  readonly from: bigint;
  readonly until: bigint;
  readonly documents: readonly StampedDocument[];
}

/**
 * Port: the warm copy of every account's documents, for replicas that start. It can be lost or old at any time; the log
 * is the truth. A store belongs to one log: what another log wrote counts as absent. Nothing in it is secret.
 *
 * Every method may throw DocumentStoreUnavailableError; the call may be repeated.
 */
export interface DocumentStore {
  /** The revision of the copy; `undefined` means "not there", never "empty". */
  revision(account: string): Promise<bigint | undefined>;
  /** Everything there is of the account. */
  scan(account: string): Promise<ScannedAccount | undefined>;
  /** Some documents of the account; those that do not exist are absent. */
  documents(account: string, keys: readonly EntityKey[]): Promise<readonly StampedDocument[]>;
  /**
   * Moves an account forwards, all of it or nothing.
   *
   * @returns false, and nothing is changed, when the copy is not at `from`.
   */
  advance(account: string, step: AccountAdvance): Promise<boolean>;
  /**
   * Puts a whole account in the place of what is there, at once for readers. Only forwards: a copy of the same log at a
   * newer revision stays.
   *
   * @returns whether the account was replaced.
   */
  replace(account: string, whole: StampedAccount): Promise<boolean>;
  /** Waits for running calls, then releases the engine. */
  close(): Promise<void>;
}

/** The store cannot be used now. The message is neutral; the cause is for the log. */
export class DocumentStoreUnavailableError extends Error {
  override readonly name = 'DocumentStoreUnavailableError';
}
