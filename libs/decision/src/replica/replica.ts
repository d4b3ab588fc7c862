import type { StoredEvent } from '@grantlog/events';
import { compiledPolicies, type PolicyCache } from '@grantlog/policy';
import { AccountIndex } from '../account-index/account-index.js';
import { AccountFollower, type StopAlarm } from './account-follower.js';
import type { AccountSource } from './account-source.js';
import { processTimer, type Timer } from './timer.js';

/** How far a loaded account is. */
export interface AccountProgress {
  readonly account: string;
  /** The newest applied revision. */
  readonly revision: bigint;
  /** The newest revision that is known to exist. */
  readonly seen: bigint;
  /** Whether an event could not be folded: the account stays at its revision until the program is replaced. */
  readonly isStopped: boolean;
}

/** What a {@link Replica} is made of besides its source. */
export interface ReplicaParts {
  /** Told once per account that stops. */
  readonly alarm: StopAlarm;
  readonly timer?: Timer;
  readonly policies?: PolicyCache;
}

/**
 * The accounts of this process, in memory. An account is loaded when it is first asked about and follows the feed from
 * then on. It is never shown at an older revision than one that this process has heard of before it was loaded.
 */
export class Replica {
  readonly #source: AccountSource;
  readonly #parts: { readonly source: AccountSource; readonly timer: Timer; readonly alarm: StopAlarm };
  readonly #policies: PolicyCache;
  readonly #followers = new Map<string, AccountFollower>();
  readonly #loading = new Map<string, Promise<AccountFollower | undefined>>();
  /** The newest revision heard of, for every account, loaded or not. */
  readonly #seen = new Map<string, bigint>();
  #unsubscribe: (() => void) | undefined;

  constructor(source: AccountSource, { alarm, timer = processTimer, policies }: ReplicaParts) {
    this.#source = source;
    this.#parts = { source, timer, alarm };
    this.#policies = policies ?? compiledPolicies();
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
   * @throws what the source throws; the next question tries again.
   */
  async open(account: string): Promise<AccountFollower | undefined> {
    const follower = this.#followers.get(account);
    if (follower !== undefined) return follower;
    let loading = this.#loading.get(account);
    if (loading === undefined) {
      loading = this.#load(account).finally(() => this.#loading.delete(account));
      this.#loading.set(account, loading);
    }
    return loading;
  }

  /** Where every loaded account is, for readiness and operators. */
  progress(): readonly AccountProgress[] {
    return [...this.#followers.values()].map(({ account, index, seen, isStopped }) => ({
      account,
      revision: index.revision,
      seen,
      isStopped,
    }));
  }

  async #load(account: string): Promise<AccountFollower | undefined> {
    const snapshot = await this.#source.snapshot(account);
    if (snapshot === undefined) return undefined;
    const index = new AccountIndex(snapshot, this.#policies);
    const follower = new AccountFollower(account, index, this.#parts);
    // Between the last look at what was seen and the entry in the map nothing is awaited, so no event is missed.
    for (let seen = this.#seenOf(account); follower.seen < seen; seen = this.#seenOf(account)) {
      await follower.catchUp(seen);
    }
    this.#followers.set(account, follower);
    return follower;
  }

  #follow(account: string, events: readonly StoredEvent[]): void {
    const newest = events.at(-1)?.revision ?? 0n;
    if (newest > this.#seenOf(account)) this.#seen.set(account, newest);
    this.#followers.get(account)?.follow(events);
  }

  #seenOf(account: string): bigint {
    return this.#seen.get(account) ?? 0n;
  }
}
