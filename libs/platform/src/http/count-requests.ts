import type { Metrics } from '../metrics/metrics.js';

interface AnsweredRequest {
  readonly method: string;
  readonly routeOptions: { readonly url?: string | undefined };
}

/** The part of a Fastify instance that is used here. */
export interface AnsweringServer {
  addHook(
    name: 'onResponse',
    hook: (
      request: AnsweredRequest,
      reply: { readonly statusCode: number; readonly elapsedTime: number },
      done: () => void,
    ) => void,
  ): unknown;
}

/** Counts every request by its route, as the router writes it, and never by its address: what callers send is no label. */
export function countRequests(fastify: AnsweringServer, metrics: Metrics): void {
  fastify.addHook('onResponse', ({ method, routeOptions }, { statusCode, elapsedTime }, done) => {
    metrics.count('httpRequests', [method, routeOptions.url ?? 'none', String(statusCode)]);
    metrics.observe('httpSeconds', [], elapsedTime / 1_000);
    done();
  });
}
