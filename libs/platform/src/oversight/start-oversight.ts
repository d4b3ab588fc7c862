import { watchLoopDelay } from '../admission/loop-delay.js';
import { Metrics } from '../metrics/metrics.js';
import { processMetrics } from '../metrics/process-metrics.js';
import { startTracing } from '../tracing/start-tracing.js';
import { type Oversight, plainOversight } from './oversight.js';

/** The oversight of a process that runs. */
export interface RunningOversight extends Oversight {
  /** Ends it and sends what is traced; to be called when the last call is answered. Never throws. */
  stop(): Promise<void>;
}

/**
 * Starts to watch over this process: how late its event loop is, what Node says of it, and traces where the
 * environment names a collector.
 *
 * @param service name of the process in traces: `grantlog-command-service`
 */
export async function startOversight(
  service: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<RunningOversight> {
  const tracing = await startTracing(environment, service);
  const oversight = plainOversight({ metrics: new Metrics(processMetrics()), tracing });
  const { admission, metrics, operations } = oversight;
  metrics.collect(() => [
    { metric: 'queueDelaySeconds', labels: [], value: admission.queueDelayMs / 1_000 },
    { metric: 'operationsInFlight', labels: [], value: operations.total },
  ]);
  const unwatch = watchLoopDelay((delayMs) => {
    admission.looked(delayMs);
  });
  return {
    ...oversight,
    stop: async () => {
      unwatch();
      // A collector that is down must not keep the process from ending as it should.
      await tracing.stop().catch(() => undefined);
    },
  };
}
