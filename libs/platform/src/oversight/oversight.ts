import { limits } from '@grantlog/contract';
import { Admission } from '../admission/admission.js';
import { CallsInFlight } from '../admission/calls-in-flight.js';
import { Metrics } from '../metrics/metrics.js';
import { noTracing, type Tracing } from '../tracing/tracing.js';

/** Injection token of the {@link Oversight} of a process. */
export const OVERSIGHT = Symbol('Oversight');

/** What watches over the calls of a process: counts them, traces them, and refuses those that are too many. */
export interface Oversight {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** Asked about each call once it is known who calls. */
  readonly admission: Admission;
  /** Administrative calls by account. */
  readonly operations: CallsInFlight;
}

/** Oversight that counts for itself and traces nothing; for tests and as the base of the real one. */
export function plainOversight(more: Partial<Oversight> = {}): Oversight {
  return {
    metrics: new Metrics(),
    tracing: noTracing,
    admission: new Admission(),
    operations: new CallsInFlight(limits.operationsInFlight.value),
    ...more,
  };
}
