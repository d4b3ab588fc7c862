import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { startTracing } from './start-tracing.js';
import { noTracing } from './tracing.js';

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code?: number; readonly message?: string };
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: SentSpan['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

describe('traces', () => {
  const received: Sent[] = [];
  const before = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  let collector: Server;
  let endpoint: string;

  beforeAll(async () => {
    collector = createServer((request, response) => {
      void json(request).then((body) => {
        received.push(body as Sent);
        response.end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
    endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    if (before === undefined) delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
    else process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = before;
    collector.close();
    collector.closeAllConnections();
  });

  it.each([[{}], [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }]])(
    'are not made without a collector: %j',
    async (environment) => {
      expect(await startTracing(environment, 'grantlog-test')).toBe(noTracing);
    },
  );

  it('are not made when they are turned off', async () => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'true' };
    expect(await startTracing(environment, 'grantlog-test')).toBe(noTracing);
  });

  it('are sent to the collector: facts, parents, and of errors their code alone', async () => {
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = endpoint;
    const tracing = await startTracing(process.env, 'grantlog-test');
    const answer = await tracing.span(
      'command',
      { 'grantlog.account': '123456789012' },
      (span) => {
        span.set({ 'grantlog.revision': '7' });
        return Promise.resolve('answer');
      },
      `00-${traceId}-${spanId}-01`,
    );
    expect(answer).toBe('answer');
    const error = Object.assign(new Error('canary'), { code: 'access_denied' });
    await expect(tracing.span('query', {}, () => Promise.reject(error), 'malformed')).rejects.toBe(error);
    await tracing.span('authorize', {}, () => Promise.resolve(), `00-${traceId}-${spanId}-00`);
    await tracing.stop();

    const [resource] = received.flatMap(({ resourceSpans }) => resourceSpans);
    expect(resource?.resource.attributes).toContainEqual({
      key: 'service.name',
      value: { stringValue: 'grantlog-test' },
    });
    const spans = resource?.scopeSpans.flatMap((scope) => scope.spans) ?? [];
    // The third belongs to a trace that nobody samples.
    expect(spans.map(({ name }) => name)).toEqual(['command', 'query']);
    expect(spans[0]).toMatchObject({ traceId, parentSpanId: spanId });
    expect(spans[0]?.attributes).toEqual([
      { key: 'grantlog.account', value: { stringValue: '123456789012' } },
      { key: 'grantlog.revision', value: { stringValue: '7' } },
    ]);
    expect(spans[1]?.attributes).toEqual([{ key: 'error.type', value: { stringValue: 'access_denied' } }]);
    expect(spans[1]?.status.code).toBe(2);
    expect(JSON.stringify(received)).not.toContain('canary');
  });
});
