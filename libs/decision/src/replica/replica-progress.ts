import type { StopReason } from './follower-parts.js';

/** How far a loaded account is. */
export interface AccountProgress {
  readonly account: string;
  /** The newest applied revision. */
  readonly revision: bigint;
  /** The newest revision that is known to exist. */
  readonly seen: bigint;
  /** How long the oldest revision that is known but not applied has been known, in milliseconds. */
  readonly lagMs: number;
  /** Whether the account stays at its revision until the program is replaced or restarted. */
  readonly isStopped: boolean;
  readonly stopReason?: StopReason;
  readonly estimatedBytes: number;
}

/** A replica in numbers, for metrics. Counts begin with the process. */
export interface ReplicaSummary {
  readonly loadedAccounts: number;
  readonly stoppedAccounts: number;
  /** About how much memory the loaded accounts take. */
  readonly estimatedBytes: number;
  /** Of the account that is furthest behind what is known to exist; accounts that have stopped do not count. */
  readonly lagRevisions: bigint;
  readonly lagMs: number;
  readonly loads: { readonly fromStore: number; readonly fromLog: number; readonly failed: number };
  /** Accounts dropped to keep within the memory limit. */
  readonly drops: number;
  /** Times that the log did not say what is newest. */
  readonly headReadFailures: number;
  /** Events that the feed brought and that were left out because the log does not have them. */
  readonly foreignEvents: number;
  /** Accounts that stopped, by why, those included that were loaded anew since. */
  readonly stops: Readonly<Record<StopReason, number>>;
}
