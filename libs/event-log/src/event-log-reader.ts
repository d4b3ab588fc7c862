import type { StoredEvent } from '@grantlog/events';
import type { AccountReader, AccountSnapshot, EventQuery, LogHead } from './event-log.js';
import type { ChainPosition } from './hash-chain.js';

/** A public signing key: it verifies session tokens between two times. No secret. */
export interface StoredPublicKey {
  readonly kid: string;
  readonly publicJwk: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/**
 * The log for who only reads it: the read side, whose database user can do nothing else and sees no secret.
 *
 * Every method may throw `LogUnavailableError`; the call may be repeated.
 */
export interface EventLogReader {
  /** Made once per deployment; a token of another log id belongs to another history. */
  readonly logId: string;
  /** The account that was made first, by the time of its first event; `undefined` while the log is empty. */
  firstAccount(): Promise<string | undefined>;
  /** The newest revision, or `undefined` for an account that has no events. */
  head(account: string): Promise<LogHead | undefined>;
  /** Where the chains of those accounts that have events end, in one round trip. */
  heads(accounts: readonly string[]): Promise<ReadonlyMap<string, ChainPosition>>;
  /** Accounts that have events, in order, after one (exclusive); at most `limit`, 1..1000. */
  accounts(range: { readonly after?: string; readonly limit: number }): Promise<readonly string[]>;
  /** A reader at a revision, the head's when none is given; `undefined` beyond the head or for an unknown account. */
  at(account: string, revision?: bigint): Promise<AccountReader | undefined>;
  /** Events in revision order. No event is skipped that a later read would show before the last one returned. */
  read(account: string, query: EventQuery): Promise<readonly StoredEvent[]>;
  /** Every document at the head, or before the first event that this program cannot read; see {@link AccountSnapshot}. */
  snapshot(account: string): Promise<AccountSnapshot | undefined>;
  /**
   * The first revision whose event this program cannot read, because a newer one wrote it; its documents from there on
   * are not for this program. Cost: a few steps in an index.
   */
  firstUnreadable(account: string): Promise<bigint | undefined>;
  publicSigningKeys(): Promise<readonly StoredPublicKey[]>;
  /** Waits for running statements, then releases the engine. */
  close(): Promise<void>;
}
