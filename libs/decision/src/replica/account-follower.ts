import { firstPrevHash, type StoredEvent } from '@grantlog/events';
import type { AccountIndex } from '../account-index/account-index.js';
import type { LogHead } from './account-source.js';
import { againAndAgain } from './again-and-again.js';
import { ChainedIndex, type Refusal } from './chained-index.js';
import type { FollowerParts, StopReason } from './follower-parts.js';
import { type KnownBefore, KnownRevisions } from './known-revisions.js';
import { LogRegressedError } from './log-regressed-error.js';
import { OtherHistoryError } from './other-history-error.js';
import { RevisionWaiters } from './revision-waiters.js';
import { within } from './within.js';

const pageSize = 1_000;

/** How long a wait trusts the feed before it asks the log; each time it has asked, twice as long. */
const feedPatienceMs = 100;

/** How often the log is asked again for a head that what is in memory can be compared with. */
const mostAsks = 3;

/** Where the chain of an account without events is. */
const noEvents: LogHead = { revision: 0n, hash: firstPrevHash };

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
  readonly #chain: ChainedIndex;
  #stopReason: StopReason | undefined;
  #catchingUp: Promise<void> | undefined;
  #comparing: Promise<void> | undefined;

  constructor(
    readonly account: string,
    readonly index: AccountIndex,
    parts: FollowerParts,
    hash?: string,
  ) {
    this.#parts = parts;
    this.#chain = new ChainedIndex(index, hash);
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
    return this.#chain.appliedCharacters;
  }

  /** Takes what the feed delivers. Never throws; a gap is filled in the background. */
  follow(events: readonly StoredEvent[]): void {
    const refusal = this.#take(events);
    // An event that cannot be folded is read again from the log: only there it stops the account.
    if (refusal?.kind === 'contradiction') this.#compareLater(refusal.revision);
    else this.hear(events.at(-1)?.revision ?? 0n);
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
    // The feed may have lost something.
    const stopAsking = againAndAgain(this.#parts.timer, feedPatienceMs, () => {
      this.newest(Infinity).catch(() => undefined);
    });
    await woken;
    stopAsking();
  }

  /**
   * The log's newest revision, from a read that began after this call; it is known from then on. What is in memory then
   * is of the log's chain, and nothing else is taken until that revision is reached.
   *
   * @throws what the source throws, NoAnswerError after the time, LogRegressedError or OtherHistoryError for an account
   * that does not belong to the log's history.
   */
  newest(delayMs: number): Promise<bigint> {
    return within(this.#parts.timer, delayMs, this.#newest());
  }

  async #newest(): Promise<bigint> {
    for (let asks = 0; asks < mostAsks; asks += 1) {
      const before = this.knownNow();
      const heads = await this.#parts.heads.read([this.account]);
      const head = heads.get(this.account) ?? noEvents;
      const isCompared = this.tookHead(head, before);
      this.#assertOfLog(head, before);
      if (isCompared) return head.revision;
    }
    throw new Error(`account \`${this.account}\` changes faster than it can be compared with the log`);
  }

  #assertOfLog(head: LogHead, { applied }: KnownBefore): void {
    if (this.#stopReason === 'log_regressed') {
      throw new LogRegressedError(this.account, head.revision, applied);
    }
    if (this.#stopReason === 'other_history') throw new OtherHistoryError(this.account, head.revision);
  }

  /** What is known now: for {@link tookHead}, before the log is asked. */
  knownNow(): KnownBefore {
    const { seen, confirmed } = this.#known;
    return { applied: this.index.revision, confirmed, seen };
  }

  /** Says that what is in memory is not what the log's events come to: it is loaded anew at the next question. */
  distrust(): void {
    this.#stopOtherwise(this.index.revision);
  }

  /**
   * Takes what the log says is newest, and catches up in the background. A log that had more has lost it. What it never
   * had or has otherwise, somebody else has written: the account is not of the log where that is in memory, and it is
   * told and forgotten where it was only heard of.
   *
   * @param head `undefined` for a log without events of the account
   * @param before what was known before the log was asked
   * @returns whether what is in memory could be compared with it
   */
  tookHead(head: LogHead | undefined, before: KnownBefore): boolean {
    const { revision } = head ?? noEvents;
    const isOfLog = this.#chain.isOfLog(head ?? noEvents);
    if (revision < before.confirmed) this.#stopBeyond('log_regressed', revision, before.confirmed);
    else if (revision < before.applied) this.#stopBeyond('other_history', revision, before.applied);
    else if (isOfLog === false) this.#stopOtherwise(revision);
    else if (revision < before.seen) this.#giveUp(before.seen, revision);
    this.#known.confirm(revision);
    this.#catchUpLater();
    return isOfLog !== undefined;
  }

  #stopBeyond(reason: StopReason, head: bigint, known: bigint): void {
    this.#stop(reason, head, new LogRegressedError(this.account, head, known));
  }

  #stopOtherwise(revision: bigint): void {
    this.#stop('other_history', revision, new OtherHistoryError(this.account, revision));
  }

  #giveUp(seen: bigint, head: bigint): void {
    this.#parts.foreign(this.account, seen);
    this.#known.giveUp(seen, head > this.index.revision ? head : this.index.revision);
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
    const hash = this.#chain.hashAt(revision);
    const range = { afterRevision: revision - 1n, limit: 1 };
    const [own] = await this.#parts.source.read(this.account, range);
    if (own !== undefined && own.hash !== hash) {
      this.#stopOtherwise(revision);
      return;
    }
    this.#parts.foreign(this.account, contradiction);
    await this.newest(Infinity);
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
    const refusal = this.#take(page);
    if (refusal !== undefined) this.#stopAt(refusal);
    if (this.index.revision === afterRevision && this.#stopReason === undefined) {
      throw new Error(`the source has nothing after revision ${afterRevision}, but ${this.seen} was seen`);
    }
  }

  /** The log has what the account cannot take. */
  #stopAt(refusal: Refusal): void {
    if (refusal.kind === 'contradiction') this.#stopOtherwise(this.index.revision);
    else this.#stop('unfoldable_event', refusal.revision, refusal.cause);
  }

  #isCurrent(): boolean {
    return this.#stopReason !== undefined || this.index.revision >= this.seen;
  }

  #take(events: readonly StoredEvent[]): Refusal | undefined {
    if (this.#stopReason !== undefined) return undefined;
    const refusal = this.#chain.take(events);
    this.#known.applied(this.index.revision);
    this.#waiters.reached(this.index.revision);
    return refusal;
  }

  #stop(reason: StopReason, revision: bigint, cause: unknown): void {
    if (this.#stopReason !== undefined) return;
    this.#stopReason = reason;
    this.#parts.stops[reason] += 1;
    this.#parts.alarm(this.account, revision, cause);
    this.#waiters.endAll();
  }
}
