import type { PolicyCache } from '@grantlog/policy';
import { AccountIndex } from '../account-index/account-index.js';
import { AccountFollower } from './account-follower.js';
import type { FollowerParts } from './follower-parts.js';
import type { LoadedSnapshot } from './account-source.js';
import { LogRegressedError } from './log-regressed-error.js';
import { OtherHistoryError } from './other-history-error.js';

/** How often a load asks the log again because the feed told of more meanwhile. */
const mostLooks = 3;

/** What loads work with besides the parts of the followers that they make. */
export interface LoadParts {
  readonly followers: FollowerParts;
  readonly policies: PolicyCache;
  /** Takes a loaded account into memory, in the same step in which the load ends. */
  readonly keep: (follower: AccountFollower) => void;
  /** Whether what is in memory of the account is not as the log has it. */
  readonly isDoubted: (account: string) => boolean;
}

/**
 * Loads accounts, each once for all who ask meanwhile, and remembers what must not be unseen: what the feed told of
 * accounts that are not loaded, and what was shown of those that were dropped. What the feed told of is asked of the
 * log, so that nobody who writes to the feed keeps an account from being loaded.
 */
export class AccountLoads {
  readonly #parts: LoadParts;
  readonly #running = new Map<string, Promise<AccountFollower | undefined>>();
  /** The newest revision that the feed told of, for every account that is not loaded: about 100 bytes each. */
  readonly #heard = new Map<string, bigint>();
  /** The revision at which each dropped account was shown last; the log has it. */
  readonly #shown = new Map<string, bigint>();
  /** Since the process started. */
  readonly counts = { fromStore: 0, fromLog: 0, failed: 0 };

  constructor(parts: LoadParts) {
    this.#parts = parts;
  }

  /** The feed told of a revision of an account that is not loaded, or is to be loaded anew. */
  hear(account: string, revision: bigint): void {
    if (revision > this.#heardOf(account)) this.#heard.set(account, revision);
  }

  /** An account is no longer in memory. */
  dropped({ account, index }: AccountFollower): void {
    this.#shown.set(account, index.revision);
  }

  /**
   * The account, or `undefined` for one without events.
   *
   * @throws what the source throws; the next call tries again
   */
  load(account: string): Promise<AccountFollower | undefined> {
    let loading = this.#running.get(account);
    if (loading === undefined) {
      loading = this.#counted(account).finally(() => this.#running.delete(account));
      this.#running.set(account, loading);
    }
    return loading;
  }

  async #counted(account: string): Promise<AccountFollower | undefined> {
    try {
      return await this.#load(account);
    } catch (error) {
      this.counts.failed += 1;
      throw error;
    }
  }

  async #load(account: string): Promise<AccountFollower | undefined> {
    const snapshot = await this.#snapshot(account);
    if (snapshot === undefined) return undefined;
    const { followers, policies, keep } = this.#parts;
    const index = new AccountIndex(snapshot, policies);
    const follower = new AccountFollower(account, index, followers, snapshot.hash);
    await follower.catchUp(snapshot.head ?? 0n);
    // Between the last look at what was heard and the entry in the map nothing is awaited, so no event is missed.
    await this.#reachHeard(follower);
    follower.hear(this.#heardOf(account));
    this.#assertShowable(follower);
    this.counts[snapshot.origin === 'store' ? 'fromStore' : 'fromLog'] += 1;
    this.#heard.delete(account);
    keep(follower);
    return follower;
  }

  async #snapshot(account: string): Promise<LoadedSnapshot | undefined> {
    const { followers, isDoubted } = this.#parts;
    const heard = this.#heardOf(account);
    const shown = this.#shownOf(account);
    const seen = heard > shown ? heard : shown;
    // What turned out to be wrong may have come from the copy.
    const snapshot = await followers.source.snapshot(account, { seen, isCopyTrusted: !isDoubted(account) });
    if (snapshot === undefined) this.#hasNothing(account, heard);
    return snapshot;
  }

  /** @throws LogRegressedError where the log has lost the account */
  #hasNothing(account: string, heard: bigint): void {
    const shown = this.#shownOf(account);
    if (shown > 0n) throw new LogRegressedError(account, 0n, shown);
    if (heard > 0n) this.#parts.followers.foreign(account, heard);
    this.#verified(account, heard);
  }

  /**
   * Brings an account to the revision that the feed told of, or to the log's head where the feed told of more. A feed
   * that tells of more again and again is not waited for: the account is at a head from after the load began.
   */
  async #reachHeard(follower: AccountFollower): Promise<void> {
    for (let look = 0; look < mostLooks; look += 1) {
      const heard = this.#heardOf(follower.account);
      if (follower.index.revision >= heard) return;
      follower.hear(heard);
      await follower.catchUp(await follower.newest(Infinity));
      this.#verified(follower.account, heard);
    }
  }

  #assertShowable({ account, index, stopReason }: AccountFollower): void {
    if (stopReason === 'other_history') throw new OtherHistoryError(account, index.revision);
    if (index.revision < this.#shownOf(account)) {
      throw new Error(`account \`${account}\` was shown at a newer revision than ${index.revision}`);
    }
  }

  #heardOf(account: string): bigint {
    return this.#heard.get(account) ?? 0n;
  }

  #shownOf(account: string): bigint {
    return this.#shown.get(account) ?? 0n;
  }

  /** The log has said whether there is what the feed told of, unless the feed told of more since. */
  #verified(account: string, heard: bigint): void {
    if (this.#heardOf(account) === heard) this.#heard.delete(account);
  }
}
