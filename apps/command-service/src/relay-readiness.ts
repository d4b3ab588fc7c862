import type { Relay } from '@grantlog/event-log';
import type { ReadinessCheck } from '@grantlog/platform';

/** Tells how far the relay is. Commands are recorded without it, so that it makes no process unready. */
export function relayReadiness(relay: Pick<Relay, 'isDelivering' | 'progress'>): ReadinessCheck {
  return {
    name: 'relay',
    check: async () => {
      const { isDelivering } = relay;
      const progress = await relay.progress().catch(() => undefined);
      return { isReady: true, detail: { isDelivering, ...progress } };
    },
  };
}
