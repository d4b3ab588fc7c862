import { noTracing, type Tracing } from './tracing.js';

/**
 * Traces to where the standard variables of OpenTelemetry say (`OTEL_EXPORTER_OTLP_ENDPOINT` or
 * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, OTLP over HTTP); without them nothing is recorded and nothing loaded.
 *
 * @param service name of the process, unless `OTEL_SERVICE_NAME` says another
 */
export async function startTracing(
  environment: Readonly<Record<string, string | undefined>>,
  service: string,
): Promise<Tracing> {
  const endpoint = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];
  const isWanted = endpoint.some((name) => (environment[name] ?? '') !== '');
  if (!isWanted || environment['OTEL_SDK_DISABLED'] === 'true') return noTracing;
  const { otlpTracing } = await import('./otlp-tracing.js');
  return otlpTracing(environment['OTEL_SERVICE_NAME'] ?? service);
}
