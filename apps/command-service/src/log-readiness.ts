import type { EventLog } from '@grantlog/event-log';
import type { ReadinessCheck } from '@grantlog/platform';

/** Ready while the log answers: nothing can be recorded or read without it. */
export function logReadiness(log: Pick<EventLog, 'firstAccount'>): ReadinessCheck {
  return {
    name: 'log',
    check: async () => {
      const isReady = await log.firstAccount().then(
        () => true,
        () => false,
      );
      return { isReady, detail: {} };
    },
  };
}
