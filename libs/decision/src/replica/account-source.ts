import type { StoredEvent } from '@grantlog/events';
import type { AccountSnapshot } from '../account-index/account-index.js';

/** Events of one account, dense among themselves and in revision order; may come twice, late, or with a gap before. */
export type FeedListener = (account: string, events: readonly StoredEvent[]) => void;

/** The newest event of an account's log. */
export interface LogHead {
  readonly revision: bigint;
  readonly hash: string;
}

/** An account as the log has it. */
export interface LogSnapshot extends AccountSnapshot {
  /**
   * The log's newest revision, where the snapshot ends before it because the next event is one that this program cannot
   * read.
   */
  readonly head?: bigint;
}

/** An account as it was loaded. */
export interface LoadedSnapshot extends AccountSnapshot {
  /** Where it came from; the log when absent. */
  readonly origin?: 'store' | 'log';
  /** The log's newest revision, when it is known beside the snapshot; the account is not shown before it is there. */
  readonly head?: bigint;
}

/** What a snapshot must be. */
export interface SnapshotDemand {
  /**
   * A revision that is known to exist; 0 for none. A snapshot before it is of use only with the events between them,
   * which the caller reads.
   */
  readonly seen: bigint;
  /** Whether a copy beside the log will do: not for an account that turned out to be wrong in memory. */
  readonly isCopyTrusted: boolean;
}

/** Port: where a replica gets accounts from: a snapshot to begin with, a feed to follow, the log to fill gaps and to say what is newest. */
export interface AccountSource {
  /** The account's documents, or `undefined` for an account that has no events. */
  snapshot(account: string, demand: SnapshotDemand): Promise<LoadedSnapshot | undefined>;
  /** Events after a revision (exclusive), dense and in order; empty at the head. `limit` 1..1000. */
  read(
    account: string,
    range: { readonly afterRevision: bigint; readonly limit: number },
  ): Promise<readonly StoredEvent[]>;
  /** The newest events of those accounts that have events, as the log has them now. */
  heads(accounts: readonly string[]): Promise<ReadonlyMap<string, LogHead>>;
  /** Calls the listener with changes of every account as they come; returns how to stop. */
  subscribe(listener: FeedListener): () => void;
}
