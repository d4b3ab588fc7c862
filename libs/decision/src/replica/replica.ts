import type { StoredEvent } from '@grantlog/events';
import { compiledPolicies, type PolicyCache } from '@grantlog/policy';
import { AccountIndex } from '../account-index/account-index.js';
import {
  AccountFollower,
  type FollowerParts,
  type ForeignEventAlarm,
  type StopAlarm,
} from './account-follower.js';
import type { AccountSource, LoadedSnapshot } from './account-source.js';
import { HeadReads } from './head-reads.js';
import { LoadedAccounts } from './loaded-accounts.js';
import { OtherHistoryError } from './other-history-error.js';
import type { AccountProgress, ReplicaSummary } from './replica-progress.js';
import { processTimer, type Timer } from './timer.js';
import { within } from './within.js';

/** What a {@link Replica} is made of besides its source. */
export interface ReplicaParts {
  /** Told once per account that stops. */
  readonly alarm: StopAlarm;
  /** Told of events that the feed brought and the log does not have. */
  readonly foreign?: ForeignEventAlarm;
  readonly timer?: Timer;
  readonly clock?: () => Date;
  readonly policies?: PolicyCache;
  /**
   * About how much memory the loaded accounts may take together; no limit by default. An account that is heavier alone
   * is loaded all the same, and the others are dropped for it.
   */
  readonly memoryLimitBytes?: number;
}

/**
 * The accounts of this process, in memory. An account is loaded when it is first asked about and follows the feed from
 * then on; over the memory limit, the least recently asked ones are dropped. An account is never loaded at an older
 * revision than one that this process has heard of, whether it was loaded then or not. An account in memory that is not
 * as the log has it is not answered from: it is loaded anew at the next question.
 */
export class Replica {
  readonly #source: AccountSource;
  readonly #parts: FollowerParts;
  readonly #policies: PolicyCache;
  readonly #accounts: LoadedAccounts;
  readonly #loading = new Map<string, Promise<AccountFollower | undefined>>();
  /** The newest revision heard of, for every account, loaded or not: about 100 bytes each. */
  readonly #seen = new Map<string, bigint>();
  /** The revision at which each dropped account was shown last. */
  readonly #shown = new Map<string, bigint>();
  readonly #loads = { fromStore: 0, fromLog: 0, failed: 0 };
  #unsubscribe: (() => void) | undefined;

  constructor(source: AccountSource, parts: ReplicaParts) {
    const { alarm, foreign = () => undefined, timer = processTimer, clock = () => new Date() } = parts;
    this.#source = source;
    this.#parts = { source, heads: new HeadReads(source, timer), timer, clock, alarm, foreign };
    this.#policies = parts.policies ?? compiledPolicies();
    this.#accounts = new LoadedAccounts(parts.memoryLimitBytes ?? Infinity, ({ account, index, seen }) => {
      this.#saw(account, seen);
      this.#shown.set(account, index.revision);
    });
  }

  /** Begins to follow the feed; to be called before the first question. */
  start(): void {
    this.#unsubscribe ??= this.#source.subscribe((account, events) => {
      this.#follow(account, events);
    });
  }

  /** Ends following; loaded accounts stay at their revision. */
  stop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  /**
   * The account, loaded from the source at the first question; callers that ask meanwhile share that load. `undefined`
   * for an account without events, which is looked for again the next time.
   *
   * @param delayMs how long to wait for a load, which goes on for the next question
   * @throws what the source throws, NoAnswerError after the time; the next question tries again.
   */
  async open(account: string, delayMs = Infinity): Promise<AccountFollower | undefined> {
    const follower = this.#accounts.ask(account);
    if (follower !== undefined && !this.#isDoubted(account)) return follower;
    let loading = this.#loading.get(account);
    if (loading === undefined) {
      loading = this.#load(account).finally(() => this.#loading.delete(account));
      this.#loading.set(account, loading);
    }
    return within(this.#parts.timer, delayMs, loading);
  }

  /** The account if it is loaded; does not count as a question. */
  loaded(account: string): AccountFollower | undefined {
    return this.#accounts.find(account);
  }

  /** The loaded accounts, in order. */
  accounts(): readonly string[] {
    return [...this.#accounts.followers()].map(({ account }) => account).sort();
  }

  /**
   * Asks the log for the newest revisions of all loaded accounts, in one read, and lets those that are behind catch up
   * in the background. What the log has lost of an account stops that account.
   *
   * @throws what the source throws
   */
  async compareWithLog(): Promise<void> {
    this.#accounts.trim();
    const known = [...this.#accounts.followers()].map((follower) => ({ follower, seen: follower.seen }));
    if (known.length === 0) return;
    const heads = await this.#parts.heads.read(known.map(({ follower }) => follower.account));
    for (const { follower, seen } of known) follower.tookHead(heads.get(follower.account) ?? 0n, seen);
  }

  /** Where every loaded account is, for operators. */
  progress(): readonly AccountProgress[] {
    return [...this.#accounts.followers()].map(({ account, index, seen, lagMs, stopReason }) => ({
      account,
      revision: index.revision,
      seen,
      lagMs,
      isStopped: stopReason !== undefined,
      ...(stopReason === undefined ? {} : { stopReason }),
      estimatedBytes: this.#accounts.bytesOf(account),
    }));
  }

  /** All accounts in a few numbers, for metrics and readiness. Cost: one pass over the loaded accounts. */
  summary(): ReplicaSummary {
    let stoppedAccounts = 0;
    let lagRevisions = 0n;
    let lagMs = 0;
    for (const { stopReason, seen, index, lagMs: itsLagMs } of this.#accounts.followers()) {
      if (stopReason !== undefined) {
        stoppedAccounts += 1;
        continue;
      }
      if (seen - index.revision > lagRevisions) lagRevisions = seen - index.revision;
      lagMs = Math.max(lagMs, itsLagMs);
    }
    return {
      loadedAccounts: this.#accounts.size,
      stoppedAccounts,
      estimatedBytes: this.#accounts.bytes,
      lagRevisions,
      lagMs,
      loads: { ...this.#loads },
      drops: this.#accounts.drops,
      headReadFailures: this.#parts.heads.failures,
    };
  }

  async #load(account: string): Promise<AccountFollower | undefined> {
    try {
      return await this.#loadOnce(account);
    } catch (error) {
      this.#loads.failed += 1;
      throw error;
    }
  }

  async #loadOnce(account: string): Promise<AccountFollower | undefined> {
    const snapshot = await this.#snapshot(account);
    if (snapshot === undefined) return undefined;
    this.#saw(account, snapshot.head ?? 0n);
    const index = new AccountIndex(snapshot, this.#policies);
    const follower = new AccountFollower(account, index, this.#parts, snapshot.hash);
    // Between the last look at what was seen and the entry in the map nothing is awaited, so no event is missed.
    for (let seen = this.#seenOf(account); follower.seen < seen; seen = this.#seenOf(account)) {
      await follower.catchUp(seen);
    }
    this.#assertShowable(follower);
    this.#loads[snapshot.origin === 'store' ? 'fromStore' : 'fromLog'] += 1;
    this.#accounts.add(follower);
    this.#accounts.trim();
    return follower;
  }

  /** @throws where the account has been heard of and there is nothing, or nothing that may be believed */
  async #snapshot(account: string): Promise<LoadedSnapshot | undefined> {
    const snapshot = await this.#source.snapshot(account, this.#seenOf(account));
    if (snapshot === undefined && this.#seenOf(account) > 0n) {
      throw new Error(
        `the source has nothing of account \`${account}\`, but ${this.#seenOf(account)} was seen`,
      );
    }
    if (snapshot?.origin === 'store' && snapshot.head === undefined && this.#isDoubted(account)) {
      throw new Error(`account \`${account}\` was not as the log has it, and the log does not answer`);
    }
    return snapshot;
  }

  #assertShowable({ account, index, stopReason }: AccountFollower): void {
    if (stopReason === 'other_history') throw new OtherHistoryError(account, index.revision);
    if (index.revision < (this.#shown.get(account) ?? 0n)) {
      throw new Error(`account \`${account}\` was shown at a newer revision than ${index.revision}`);
    }
  }

  /** Whether what is in memory of the account is not as the log has it. */
  #isDoubted(account: string): boolean {
    return this.#accounts.find(account)?.stopReason === 'other_history';
  }

  #follow(account: string, events: readonly StoredEvent[]): void {
    const follower = this.#accounts.find(account);
    // A follower knows which of them it may believe.
    if (follower !== undefined) follower.follow(events);
    else this.#saw(account, events.at(-1)?.revision ?? 0n);
  }

  #saw(account: string, revision: bigint): void {
    if (revision > this.#seenOf(account)) this.#seen.set(account, revision);
  }

  #seenOf(account: string): bigint {
    return this.#seen.get(account) ?? 0n;
  }
}
