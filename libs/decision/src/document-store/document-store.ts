import type { EntityDocument, EntityKey } from '@grantlog/account-state';

/** A document and the revision at which it is known to hold: that of its last change, or a later one. */
export interface StampedDocument {
  readonly revision: bigint;
  readonly document: EntityDocument;
}

/** What one forward step of an account changes: at most 1,000 documents, because a step is atomic. */
export interface AccountAdvance {
  /** The revision that the copy must be at; the step is refused at any other. */
  readonly from: bigint;
  readonly to: bigint;
  /** Of the event at `to`. */
  readonly hash?: string;
  readonly puts: readonly StampedDocument[];
  readonly removals: readonly EntityKey[];
}

/** An account at one revision: all of its documents, or those that were asked for. */
export interface StampedAccount {
  /** At least 1. */
  readonly revision: bigint;
  /** Of the event at that revision; absent where it is not known. */
  readonly hash?: string;
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
  /** Of the event at `until`; absent where it is not known. */
  readonly hash?: string;
  readonly documents: readonly StampedDocument[];
}

/** When a whole account takes the place of what is there. */
export interface ReplaceOptions {
  /** Also where the copy is at the same revision: it may be damaged. */
  readonly atSameRevision?: boolean;
}

/**
 * Port: the warm copy of every account's documents, for replicas that start. It can be lost or old at any time; the log
 * is the truth. A store belongs to one log: what another log wrote counts as absent. What cannot be read counts as
 * absent too, never as empty, and is reported. Nothing in it is secret.
 *
 * Every method answers within seconds or throws {@link DocumentStoreUnavailableError}; the call may be repeated.
 */
export interface DocumentStore {
  /** Whether calls are answered now, as far as the engine knows: for readiness and metrics. */
  readonly isConnected: boolean;
  /** The revision of the copy; `undefined` means "not there", never "empty". */
  revision(account: string): Promise<bigint | undefined>;
  /** Everything there is of the account. Cost: one round trip for about 1,000 documents. */
  scan(account: string): Promise<ScannedAccount | undefined>;
  /**
   * Some documents of the account and its revision, as they are at one moment; documents that the account does not have
   * are left out. `undefined` where there is no copy or one of these documents cannot be read.
   */
  documents(account: string, keys: readonly EntityKey[]): Promise<StampedAccount | undefined>;
  /**
   * Moves an account forwards, all of it or nothing.
   *
   * @returns false, and nothing is changed, when the copy is not at `from` or not there.
   */
  advance(account: string, step: AccountAdvance): Promise<boolean>;
  /**
   * Puts a whole account in the place of what is there, at once for readers. Only forwards: a copy of the same log at a
   * newer revision stays, and at the same revision unless the options say otherwise.
   *
   * @returns whether the account was replaced.
   */
  replace(account: string, whole: StampedAccount, options?: ReplaceOptions): Promise<boolean>;
  /** Drops the copy of an account: from now on it is "not there", until the log is read. */
  remove(account: string): Promise<void>;
  /** Waits for running calls, then releases the engine. */
  close(): Promise<void>;
}

/** The store cannot be used now. The message is neutral; the cause is for the log. */
export class DocumentStoreUnavailableError extends Error {
  override readonly name = 'DocumentStoreUnavailableError';

  constructor(message = 'the document store is not available, try again') {
    super(message);
  }
}
