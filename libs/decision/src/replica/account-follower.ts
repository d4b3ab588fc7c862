import { type StoredEvent, toEnvelope, upcast } from '@grantlog/events';
import type { AccountIndex } from '../account-index/account-index.js';
import type { AccountSource } from './account-source.js';
import { ChainTail } from './chain-tail.js';
import type { HeadReads } from './head-reads.js';
import { type KnownBefore, KnownRevisions } from './known-revisions.js';
import { LogRegressedError } from './log-regressed-error.js';
import { OtherHistoryError } from './other-history-error.js';
import { RevisionWaiters } from './revision-waiters.js';
import type { Timer } from './timer.js';
import { within } from './within.js';

const pageSize = 1_000;

/** How long a wait trusts the feed before it asks the log; each time it has asked, twice as long. */
const feedPatienceMs = 100;

/** Why an account no longer moves. */
export type StopReason = 'unfoldable_event' | 'log_regressed' | 'other_history';

/** Called once when an account stops, with the revision that cannot be applied or is all that the log has. */
export type StopAlarm = (account: string, revision: bigint, cause: unknown) => void;

/** Called with the revision of an event that the feed brought and the log does not have: somebody else wrote it. */
export type ForeignEventAlarm = (account: string, revision: bigint) => void;

/** What a follower is made of besides its account. */
export interface FollowerParts {
  readonly source: AccountSource;
  readonly heads: HeadReads;
  readonly timer: Timer;
  readonly clock: () => Date;
  readonly alarm: StopAlarm;
  readonly foreign: ForeignEventAlarm;
}

/**
 * Keeps one loaded account at the newest revision that is known of. Events are applied in the order of revisions:
 * what came before is skipped, what is missing is read from the source. An event that cannot be folded, or a log that
 * has less than is known, stops the account for good at its revision, which it goes on answering from.
 *
 * The feed is believed as long as its events continue the chain of hashes. Where one contradicts what is in memory, the
 * log says which of them is wrong: a wrong event is told and left out, wrong memory is given up (`other_history`).
 */
export class AccountFollower {
  readonly #parts: FollowerParts;
  readonly #waiters: RevisionWaiters;
  readonly #known: KnownRevisions;
  readonly #tail: ChainTail;
  #stopReason: StopReason | undefined;
  #catchingUp: Promise<void> | undefined;
  #comparing: Promise<void> | undefined;
  #appliedCharacters = 0;

  constructor(
    readonly account: string,
    readonly index: AccountIndex,
    parts: FollowerParts,
    hash?: string,
  ) {
    this.#parts = parts;
    this.#tail = new ChainTail({ revision: index.revision, hash });
    this.#waiters = new RevisionWaiters(parts.timer);
    this.#known = new KnownRevisions(index.revision, parts.clock);
  }

  /** The newest revision that anybody told of. */
  get seen(): bigint {
    return this.#known.seen;
  }

  /** Whether the log itself was heard to have the revision in memory: what is after it only the feed has told of. */
  get isConfirmed(): boolean {
    return this.index.revision <= this.#known.confirmed;
  }

  /** Why the account no longer moves; `undefined` for one that does. */
  get stopReason(): StopReason | undefined {
    return this.#stopReason;
  }

  /** Whether somebody waits for a revision. */
  get isAwaited(): boolean {
    return this.#waiters.size > 0;
  }

  /** How long the oldest revision that is known but not applied has been known, in milliseconds; 0 at the newest. */
  get lagMs(): number {
    return this.#known.lagMs;
  }

  /** How much was applied since the account was loaded, as the length of the events' texts. */
  get appliedCharacters(): number {
    return this.#appliedCharacters;
  }

  /** Takes what the feed delivers. Never throws; a gap is filled in the background. */
  follow(events: readonly StoredEvent[]): void {
    const contradiction = this.#applyAll(events);
    if (contradiction === undefined) this.hear(events.at(-1)?.revision ?? 0n);
    else this.#compareLater(contradiction);
    this.#catchUpLater();
  }

  /** Takes that somebody told of a revision. */
  hear(revision: bigint): void {
    this.#known.saw(revision);
  }

  /**
   * Reads from the source until the revision that is known to exist is applied, or the account has stopped.
   *
   * @throws what the source throws, and an error when the source has less than was seen of it before.
   */
  catchUp(target: bigint): Promise<void> {
    this.#known.saw(target);
    if (this.#isCurrent()) return Promise.resolve();
    return (this.#catchingUp ??= this.#readMissing());
  }

  /** Resolves when the revision is applied, the account has stopped, or the time is over; look at the index then. */
  async waitFor(revision: bigint, delayMs: number): Promise<void> {
    if (this.index.revision >= revision || this.#stopReason !== undefined || delayMs <= 0) return;
    const woken = this.#waiters.wait(revision, delayMs);
    this.#catchUpLater();
    const stopAsking = this.#askAfter(feedPatienceMs);
    await woken;
    stopAsking();
  }

  /**
   * The log's newest revision, from a read that began after this call; it is known from then on.
   *
   * @throws what the source throws, NoAnswerError after the time, LogRegressedError for an account that no longer
   * belongs to the log's history.
   */
  async newest(delayMs: number): Promise<bigint> {
    const before = this.knownNow();
    const heads = await within(this.#parts.timer, delayMs, this.#parts.heads.read([this.account]));
    const head = heads.get(this.account) ?? 0n;
    this.tookHead(head, before);
    const isOfLog = this.#stopReason === undefined || this.#stopReason === 'unfoldable_event';
    if (!isOfLog) throw new LogRegressedError(this.account, head, before.applied);
    return head;
  }

  /** What is known now: for {@link tookHead}, before the log is asked. */
  knownNow(): KnownBefore {
    const { seen, confirmed } = this.#known;
    return { applied: this.index.revision, confirmed, seen };
  }

  /**
   * Takes what the log says is newest, and catches up in the background. A log that had more has lost it. What it never
   * had, somebody else has written to the feed: the account is not of the log where that was applied, and it is told
   * and forgotten where it was only heard of.
   *
   * @param before what was known before the log was asked
   */
  tookHead(head: bigint, before: KnownBefore): void {
    if (head < before.confirmed) this.#stopBeyond('log_regressed', head, before.confirmed);
    else if (head < before.applied) this.#stopBeyond('other_history', head, before.applied);
    else if (head < before.seen) {
      this.#parts.foreign(this.account, before.seen);
      this.#known.giveUp(before.seen, head > this.index.revision ? head : this.index.revision);
    }
    this.#known.confirm(head);
    this.#catchUpLater();
  }

  #stopBeyond(reason: StopReason, head: bigint, known: bigint): void {
    this.#stop(reason, head, new LogRegressedError(this.account, head, known));
  }

  /** A source that cannot be read now is asked again by the next delivery, by who waits, or by the comparison. */
  #catchUpLater(): void {
    this.catchUp(this.seen).catch(() => undefined);
  }

  /** A log that cannot be read now is asked at the next contradiction; until then what is in memory stays. */
  #compareLater(contradiction: bigint): void {
    this.#comparing ??= this.#compareWithLog(contradiction)
      .catch(() => undefined)
      .finally(() => {
        this.#comparing = undefined;
      });
  }

  async #compareWithLog(contradiction: bigint): Promise<void> {
    const revision = contradiction < this.index.revision ? contradiction : this.index.revision;
    const hash = this.#tail.hashAt(revision);
    const range = { afterRevision: revision - 1n, limit: 1 };
    const [own] = await this.#parts.source.read(this.account, range);
    if (own !== undefined && own.hash !== hash) {
      this.#stop('other_history', revision, new OtherHistoryError(this.account, revision));
      return;
    }
    this.#parts.foreign(this.account, contradiction);
    await this.newest(Infinity);
  }

  /** Asks the log again and again, for the case that the feed has lost something. */
  #askAfter(pauseMs: number): () => void {
    let cancel = this.#parts.timer(pauseMs, () => {
      this.newest(Infinity).catch(() => undefined);
      cancel = this.#askAfter(2 * pauseMs);
    });
    return () => {
      cancel();
    };
  }

  async #readMissing(): Promise<void> {
    // The caller keeps the promise before the first page is asked for.
    await Promise.resolve();
    try {
      while (!this.#isCurrent()) await this.#readPage();
    } finally {
      // In the same step as the last look at what was seen: a delivery after it finds nobody reading.
      this.#catchingUp = undefined;
    }
  }

  async #readPage(): Promise<void> {
    const afterRevision = this.index.revision;
    const page = await this.#parts.source.read(this.account, { afterRevision, limit: pageSize });
    this.#known.confirm(page.at(-1)?.revision ?? 0n);
    if (this.#applyAll(page) !== undefined) {
      this.#stop('other_history', afterRevision, new OtherHistoryError(this.account, afterRevision));
    }
    if (this.index.revision === afterRevision && this.#stopReason === undefined) {
      throw new Error(`the source has nothing after revision ${afterRevision}, but ${this.seen} was seen`);
    }
  }

  #isCurrent(): boolean {
    return this.#stopReason !== undefined || this.index.revision >= this.seen;
  }

  /** @returns the revision of the first event that contradicts what is in memory; nothing from there on is applied */
  #applyAll(events: readonly StoredEvent[]): bigint | undefined {
    let contradiction: bigint | undefined;
    for (const event of events) {
      if (this.#stopReason !== undefined || event.revision > this.index.revision + 1n) break;
      if (!this.#apply(event)) {
        contradiction = event.revision;
        break;
      }
    }
    this.#known.applied(this.index.revision);
    this.#waiters.reached(this.index.revision);
    return contradiction;
  }

  /** @returns whether the event and what is in memory can be of one chain */
  #apply(event: StoredEvent): boolean {
    const { index } = this;
    if (event.revision <= index.revision) return this.#tail.mayHave(event.revision, event.hash);
    try {
      const envelope = toEnvelope(event);
      if (!this.#tail.mayHave(index.revision, envelope.prevhash)) return false;
      index.apply(upcast(envelope));
      this.#tail.add(event);
      this.#appliedCharacters += event.text.length;
    } catch (cause) {
      this.#stop('unfoldable_event', event.revision, cause);
    }
    return true;
  }

  #stop(reason: StopReason, revision: bigint, cause: unknown): void {
    if (this.#stopReason !== undefined) return;
    this.#stopReason = reason;
    this.#parts.alarm(this.account, revision, cause);
    this.#waiters.endAll();
  }
}
