import { firstPrevHash, type StoredEvent } from '@grantlog/events';
import type { AccountSnapshot } from '../account-index/account-index.js';
import type { DocumentStore, ScannedAccount } from '../document-store/document-store.js';
import { warmAccount } from '../document-store/warm-account.js';
import type {
  AccountSource,
  FeedListener,
  LoadedSnapshot,
  LogHead,
  LogSnapshot,
  SnapshotDemand,
} from './account-source.js';
import { OtherHistoryError } from './other-history-error.js';
import { processTimer, type Timer } from './timer.js';
import { within } from './within.js';

/** How long a load waits for the log before it goes by what the store has. */
const logPatienceMs = 1_000;

/** How often a copy that changes while it is read is read again, when the log cannot say what changed. */
const mostScans = 5;

const pageSize = 1_000;

/** So many events are read on top of a copy; over that the log's own snapshot is read. */
const mostReplayedEvents = 10_000n;

/** The log as a replica reads it. */
export type AccountLog = Omit<AccountSource, 'snapshot' | 'subscribe'> & {
  /** The account at its head, or before what cannot be read; `undefined` for an account that has no events. */
  snapshot(account: string): Promise<LogSnapshot | undefined>;
  /** The first revision whose event this program cannot read. */
  firstUnreadable(account: string): Promise<bigint | undefined>;
};

/** What a {@link WarmSource} reads from. */
export interface WarmSourceParts {
  readonly store: Pick<DocumentStore, 'scan'>;
  readonly log: AccountLog;
  /** Follows the feed; returns how to stop. */
  readonly follow: (listener: FeedListener) => () => void;
  /** Told of each load for which the store or the log could not be used. */
  readonly onFailure: (account: string, cause: unknown) => void;
  readonly timer?: Timer;
}

/**
 * Accounts from the warm copy where it is of use, else from the log, so that a replica starts quickly with the log
 * there, and starts at all without it. The log is asked for its head beside the copy: the copy's age does not show
 * while the log answers. Without the log a copy counts that is not older than what this process has seen.
 */
export class WarmSource implements AccountSource {
  readonly #parts: WarmSourceParts;
  readonly #timer: Timer;

  constructor(parts: WarmSourceParts) {
    this.#parts = parts;
    this.#timer = parts.timer ?? processTimer;
  }

  /** @throws what the log throws, when it cannot be read and the store has no copy that may be used */
  async snapshot(
    account: string,
    { seen, isCopyTrusted }: SnapshotDemand,
  ): Promise<LoadedSnapshot | undefined> {
    if (!isCopyTrusted) return this.#parts.log.snapshot(account);
    const asking = this.#head(account);
    const copy = await this.#copy(account);
    const head = await asking;
    if (copy !== undefined && (await this.#isOfUse(account, copy, { head, seen }))) {
      return { ...copy, origin: 'store', ...(head === undefined ? {} : { head: head.revision }) };
    }
    if (copy === undefined && head?.revision === 0n) return undefined;
    return this.#parts.log.snapshot(account);
  }

  read(account: string, range: Parameters<AccountSource['read']>[1]): Promise<readonly StoredEvent[]> {
    return this.#parts.log.read(account, range);
  }

  heads(accounts: readonly string[]): Promise<ReadonlyMap<string, LogHead>> {
    return this.#parts.log.heads(accounts);
  }

  subscribe(listener: FeedListener): () => void {
    return this.#parts.follow(listener);
  }

  /** The log's newest event, at revision 0 without events; `undefined` when it does not answer. */
  async #head(account: string): Promise<LogHead | undefined> {
    try {
      const heads = await this.#ask(this.#parts.log.heads([account]));
      return heads.get(account) ?? { revision: 0n, hash: firstPrevHash };
    } catch (error) {
      this.#parts.onFailure(account, error);
      return undefined;
    }
  }

  /**
   * Whether to begin with the copy: it is as new as what is known, or not far behind. A copy that has revisions which
   * the log does not have, or ends with another event than the log has there, is of no use: what the log has counts.
   */
  async #isOfUse(account: string, copy: AccountSnapshot, { head, seen }: KnownRevisions): Promise<boolean> {
    const { revision } = copy;
    if (head === undefined) return revision >= seen;
    // The head is from before the copy was read, so it is asked again.
    const now = revision > head.revision ? await this.#head(account) : head;
    if (now === undefined) return revision >= seen;
    if (now.revision - revision > mostReplayedEvents) return false;
    if (await this.#isOfLog(account, copy, now)) return true;
    this.#parts.onFailure(account, new OtherHistoryError(account, revision));
    return false;
  }

  /**
   * Whether the copy ends with the event that the log has there, and before any that this program cannot read. A log
   * that does not answer does not say no.
   */
  async #isOfLog(account: string, { revision, hash }: AccountSnapshot, head: LogHead): Promise<boolean> {
    try {
      const own = revision < head.revision ? await this.#hashAt(account, revision) : head.hash;
      if (revision > head.revision || own === undefined || own !== hash) return false;
      const unreadable = await this.#ask(this.#parts.log.firstUnreadable(account));
      return unreadable === undefined || unreadable > revision;
    } catch (error) {
      this.#parts.onFailure(account, error);
      return true;
    }
  }

  async #hashAt(account: string, revision: bigint): Promise<string | undefined> {
    const range = { afterRevision: revision - 1n, limit: 1 };
    const [own] = await this.#ask(this.#parts.log.read(account, range));
    return own?.hash;
  }

  /** The store's copy, if there is one and it can be made whole. */
  async #copy(account: string): Promise<AccountSnapshot | undefined> {
    try {
      return await this.#wholeCopy(account);
    } catch (error) {
      this.#parts.onFailure(account, error);
      return undefined;
    }
  }

  async #wholeCopy(account: string): Promise<AccountSnapshot | undefined> {
    for (let scans = 1; ; scans += 1) {
      const scanned = await this.#parts.store.scan(account);
      if (scanned === undefined) return undefined;
      try {
        return warmAccount(scanned, await this.#eventsWithin(account, scanned));
      } catch (error) {
        if (scans === mostScans) throw error;
      }
    }
  }

  /** What happened while the copy was read. */
  async #eventsWithin(account: string, { from, until }: ScannedAccount): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (let afterRevision = from; afterRevision < until;) {
      const page = await this.#ask(this.#parts.log.read(account, { afterRevision, limit: pageSize }));
      const last = page.at(-1);
      if (last === undefined) throw new Error(`the log has nothing after revision ${afterRevision}`);
      events.push(...page.filter(({ revision }) => revision <= until));
      afterRevision = last.revision;
    }
    return events;
  }

  #ask<T>(answer: Promise<T>): Promise<T> {
    return within(this.#timer, logPatienceMs, answer);
  }
}

/** What is known of an account beside its copy. */
interface KnownRevisions {
  /** The log's, before the copy was read; `undefined` when the log did not answer. */
  readonly head: LogHead | undefined;
  readonly seen: bigint;
}
