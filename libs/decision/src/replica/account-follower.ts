import { type StoredEvent, toEnvelope, upcast } from '@grantlog/events';
import type { AccountIndex } from '../account-index/account-index.js';
import type { AccountSource } from './account-source.js';
import { RevisionWaiters } from './revision-waiters.js';
import type { Timer } from './timer.js';

const pageSize = 1_000;

/** Called once when an account stops because an event cannot be folded. */
export type StopAlarm = (account: string, revision: bigint, cause: unknown) => void;

/**
 * Keeps one loaded account at the newest revision that is known of. Events are applied in the order of revisions:
 * what came before is skipped, what is missing is read from the source, and what cannot be folded stops the account
 * for good at the revision before it, which it goes on answering from.
 */
export class AccountFollower {
  readonly #source: AccountSource;
  readonly #alarm: StopAlarm;
  readonly #waiters: RevisionWaiters;
  #seen: bigint;
  #isStopped = false;
  #catchingUp: Promise<void> | undefined;

  constructor(
    readonly account: string,
    readonly index: AccountIndex,
    parts: { readonly source: AccountSource; readonly timer: Timer; readonly alarm: StopAlarm },
  ) {
    this.#source = parts.source;
    this.#alarm = parts.alarm;
    this.#waiters = new RevisionWaiters(parts.timer);
    this.#seen = index.revision;
  }

  /** The newest revision that is known to exist. */
  get seen(): bigint {
    return this.#seen;
  }

  /** Whether an event could not be folded. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Takes what the feed delivers. Never throws; a gap is filled in the background. */
  follow(events: readonly StoredEvent[]): void {
    this.#saw(events.at(-1)?.revision ?? 0n);
    this.#applyAll(events);
    // A source that cannot be read now is asked again by the next delivery or by who waits.
    this.catchUp(this.#seen).catch(() => undefined);
  }

  /**
   * Reads from the source until the revision that is known to exist is applied, or the account has stopped.
   *
   * @throws what the source throws, and an error when the source has less than was seen of it before.
   */
  catchUp(target: bigint): Promise<void> {
    this.#saw(target);
    if (this.#isCurrent()) return Promise.resolve();
    return (this.#catchingUp ??= this.#readMissing());
  }

  /** Resolves when the revision is applied, the account has stopped, or the time is over; look at the index then. */
  async waitFor(revision: bigint, delayMs: number): Promise<void> {
    if (this.index.revision >= revision || this.#isStopped || delayMs <= 0) return;
    const woken = this.#waiters.wait(revision, delayMs);
    this.catchUp(this.#seen).catch(() => undefined);
    await woken;
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
    this.#applyAll(await this.#source.read(this.account, { afterRevision, limit: pageSize }));
    if (this.index.revision === afterRevision && !this.#isStopped) {
      throw new Error(`the source has nothing after revision ${afterRevision}, but ${this.#seen} was seen`);
    }
  }

  #isCurrent(): boolean {
    return this.#isStopped || this.index.revision >= this.#seen;
  }

  #saw(revision: bigint): void {
    if (revision > this.#seen) this.#seen = revision;
  }

  #applyAll(events: readonly StoredEvent[]): void {
    for (const event of events) {
      if (this.#isStopped || event.revision > this.index.revision + 1n) break;
      if (event.revision > this.index.revision) this.#apply(event);
    }
    this.#waiters.reached(this.index.revision);
  }

  #apply(event: StoredEvent): void {
    try {
      this.index.apply(upcast(toEnvelope(event)));
    } catch (cause) {
      this.#isStopped = true;
      this.#alarm(this.account, event.revision, cause);
      this.#waiters.endAll();
    }
  }
}
