import { LagMarks } from './lag-marks.js';

/** What was known of an account before the log was asked for its head. */
export interface KnownBefore {
  /** The newest revision in memory. */
  readonly applied: bigint;
  /** The newest revision that the log itself was heard to have: an honest log still has it. */
  readonly confirmed: bigint;
  /** The newest revision that anybody told of. */
  readonly seen: bigint;
}

/**
 * The revisions that are known to exist beyond those in memory, and for how long. The feed may tell of one that does
 * not exist, so what only the feed has told of is given up when the log does not have it.
 */
export class KnownRevisions {
  readonly #clock: () => Date;
  readonly #lag = new LagMarks();
  #seen: bigint;
  #confirmed: bigint;

  /** @param loaded the revision that the account was loaded at */
  constructor(loaded: bigint, clock: () => Date) {
    this.#clock = clock;
    this.#seen = loaded;
    this.#confirmed = loaded;
  }

  /** The newest revision that anybody told of. */
  get seen(): bigint {
    return this.#seen;
  }

  /** The newest revision that the log itself was heard to have. */
  get confirmed(): bigint {
    return this.#confirmed;
  }

  /** How long the oldest revision that is known but not applied has been known, in milliseconds; 0 at the newest. */
  get lagMs(): number {
    const since = this.#lag.oldestMs;
    return since === undefined ? 0 : Math.max(0, this.#clock().getTime() - since);
  }

  /** Somebody, such as the feed, told of a revision. */
  saw(revision: bigint): void {
    if (revision <= this.#seen) return;
    this.#seen = revision;
    this.#lag.saw(revision, this.#clock().getTime());
  }

  /** The log has the revision. */
  confirm(revision: bigint): void {
    if (revision > this.#confirmed) this.#confirmed = revision;
    this.saw(revision);
  }

  /** Everything up to the revision is in memory. */
  applied(revision: bigint): void {
    this.saw(revision);
    this.#lag.applied(revision);
  }

  /**
   * Forgets a revision that the log does not have. What was heard of meanwhile stays: the log may have it by now.
   *
   * @param newest what there is instead
   */
  giveUp(revision: bigint, newest: bigint): void {
    if (this.#seen !== revision) return;
    this.#seen = newest;
    this.#lag.giveUpAfter(newest);
  }
}
