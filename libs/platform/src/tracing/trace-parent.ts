import { type SpanContext, TraceFlags } from '@opentelemetry/api';

const form =
  /^(?!ff)[0-9a-f]{2}-(?<traceId>[0-9a-f]{32})-(?<spanId>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})(?:-.*)?$/;

/** The span that a `traceparent` names, or `undefined` when it is malformed (W3C Trace Context, section 3.2). */
export function readTraceParent(value: string): SpanContext | undefined {
  const { traceId = '', spanId = '', flags = '' } = form.exec(value)?.groups ?? {};
  if (!/[1-9a-f]/.test(traceId) || !/[1-9a-f]/.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
}
