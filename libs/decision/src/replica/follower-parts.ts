import type { AccountSource } from './account-source.js';
import type { HeadReads } from './head-reads.js';
import type { Timer } from './timer.js';

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
  /** Of all followers, since the process started. */
  readonly stops: Record<StopReason, number>;
}
