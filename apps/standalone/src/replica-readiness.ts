import type { Replica } from '@grantlog/decision';
import type { ReadinessCheck } from '@grantlog/platform';

/** Ready once an account is loaded. Lag and stopped accounts are told, and do not make the process unready. */
export function replicaReadiness(replica: Pick<Replica, 'progress'>): ReadinessCheck {
  return {
    name: 'decisions',
    check: () => {
      const accounts = replica.progress();
      const lags = accounts.map(({ seen, revision }) => seen - revision);
      const detail = {
        accounts: accounts.length,
        stoppedAccounts: accounts.filter(({ isStopped }) => isStopped).length,
        largestLagRevisions: Number(lags.reduce((largest, lag) => (lag > largest ? lag : largest), 0n)),
      };
      return Promise.resolve({ isReady: accounts.length > 0, detail });
    },
  };
}
