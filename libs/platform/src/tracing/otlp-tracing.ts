import { type Context, ROOT_CONTEXT, type Span as OtelSpan, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { readTraceParent } from './trace-parent.js';
import type { Tracing } from './tracing.js';

/** Traces with the SDK of OpenTelemetry, which reads the other `OTEL_*` variables itself. Loaded only when it is used. */
export function otlpTracing(
  service: string,
  processor: SpanProcessor = new BatchSpanProcessor(new OTLPTraceExporter()),
): Tracing {
  const resource = resourceFromAttributes({ 'service.name': service });
  const provider = new NodeTracerProvider({ resource, spanProcessors: [processor] });
  const tracer = provider.getTracer('grantlog');
  return {
    isOn: true,
    span: async (name, facts, work, parent) => {
      const span = tracer.startSpan(name, { attributes: facts }, contextOf(parent));
      try {
        return await work({ set: (more) => span.setAttributes(more) });
      } catch (error) {
        fail(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
    mark: (name, facts) => {
      tracer.startSpan(name, { attributes: facts }, ROOT_CONTEXT).end();
    },
    stop: () => provider.shutdown(),
  };
}

function contextOf(parent: string | undefined): Context {
  const remote = parent === undefined ? undefined : readTraceParent(parent);
  return remote === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote);
}

/** Messages may hold what a caller sent, so that only the stable code is recorded. */
function fail(span: OtelSpan, error: unknown): void {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  const code = hasCode ? String(error.code) : 'internal';
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
