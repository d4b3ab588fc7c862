import type { StoredEvent } from '@grantlog/events';
import { compiledPolicies, type PolicyCache } from '@grantlog/policy';
import type { AccountFollower } from './account-follower.js';
import type { FollowerParts, ForeignEventAlarm, StopAlarm } from './follower-parts.js';
import { AccountLoads } from './account-loads.js';
import type { AccountSource } from './account-source.js';
import { HeadReads } from './head-reads.js';
import { LoadedAccounts } from './loaded-accounts.js';
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
 * revision than one that this process has heard of, whether it was loaded then or not, unless the log says that there
 * is no such revision. An account in memory that is not
 * as the log has it is not answered from: it is loaded anew at the next question.
 */
export class Replica {
  readonly #source: AccountSource;
  readonly #parts: FollowerParts;
  readonly #accounts: LoadedAccounts;
  readonly #loads: AccountLoads;
  #foreignEvents = 0;
  #unsubscribe: (() => void) | undefined;

  constructor(source: AccountSource, parts: ReplicaParts) {
    const { alarm, timer = processTimer, clock = () => new Date() } = parts;
    this.#source = source;
    const foreign: ForeignEventAlarm = (account, revision) => {
      this.#foreignEvents += 1;
      parts.foreign?.(account, revision);
    };
    const stops = { unfoldable_event: 0, log_regressed: 0, other_history: 0 };
    this.#parts = { source, heads: new HeadReads(source, timer), timer, clock, alarm, foreign, stops };
    this.#accounts = new LoadedAccounts(parts.memoryLimitBytes ?? Infinity, (follower) => {
      this.#loads.dropped(follower);
    });
    this.#loads = new AccountLoads({
      followers: this.#parts,
      policies: parts.policies ?? compiledPolicies(),
      keep: (follower) => {
        this.#accounts.add(follower);
        this.#accounts.trim();
      },
      isDoubted: (account) => this.#isDoubted(account),
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
    return within(this.#parts.timer, delayMs, this.#loads.load(account));
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
   * Asks the log for the newest events of all loaded accounts, in one read, and lets those that are behind catch up in
   * the background. What the log has lost of an account, or has otherwise, stops that account.
   *
   * @throws what the source throws
   */
  async compareWithLog(): Promise<void> {
    const followers = [...this.#accounts.followers()];
    if (followers.length === 0) return;
    const known = followers.map((follower) => ({ follower, before: follower.knownNow() }));
    try {
      const heads = await this.#parts.heads.read(followers.map(({ account }) => account));
      for (const { follower, before } of known) {
        follower.tookHead(heads.get(follower.account), before);
      }
    } finally {
      this.#accounts.trim();
    }
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
      loads: { ...this.#loads.counts },
      drops: this.#accounts.drops,
      headReadFailures: this.#parts.heads.failures,
      foreignEvents: this.#foreignEvents,
      stops: { ...this.#parts.stops },
    };
  }

  /** Whether what is in memory of the account is not as the log has it. */
  #isDoubted(account: string): boolean {
    return this.#accounts.find(account)?.stopReason === 'other_history';
  }

  #follow(account: string, events: readonly StoredEvent[]): void {
    const follower = this.#accounts.find(account);
    // A follower knows which of them it may believe.
    follower?.follow(events);
    const last = events.at(-1)?.revision ?? 0n;
    const isLoadedNext = follower === undefined || this.#isDoubted(account);
    if (isLoadedNext) this.#loads.hear(account, last);
  }
}
