import type { Replica } from '@grantlog/decision';
import type { ReadinessCheck } from '@grantlog/platform';

/** With the feed up, an account that is further behind than this makes the process unready, in milliseconds. */
const lagBoundMs = 10_000;

/**
 * Ready while decisions can be made: an account is loaded, and where the feed is up nothing lags behind for long. That
 * the feed, the store or the log is down is told, and makes no process unready that has its accounts in memory.
 */
export function decisionReadiness(
  replica: Pick<Replica, 'summary'>,
  feed: { readonly isConnected: boolean },
): ReadinessCheck {
  return {
    name: 'decisions',
    check: () => {
      const { loadedAccounts, stoppedAccounts, lagRevisions, lagMs } = replica.summary();
      const isLate = feed.isConnected && lagMs > lagBoundMs;
      const detail = {
        accounts: loadedAccounts,
        stoppedAccounts,
        lagRevisions: Number(lagRevisions),
        lagSeconds: lagMs / 1_000,
        feedConnected: feed.isConnected,
      };
      return Promise.resolve({ isReady: loadedAccounts > 0 && !isLate, detail });
    },
  };
}
