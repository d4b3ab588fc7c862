import { limits } from '@grantlog/contract';

/** The part of a Fastify instance that is used here. */
export interface ClosingServer {
  readonly server: { closeAllConnections(): void };
  addHook(name: 'preClose', hook: (done: () => void) => void): unknown;
}

/**
 * Bounds how long closing waits for requests in flight: connections that are still busy then are cut. Node stops
 * looking for requests that are too slow once a server closes, so that without this one client that never ends its
 * request would keep the process for ever.
 */
export function boundDrain(fastify: ClosingServer, drainMs = limits.shutdownDrain.value): void {
  fastify.addHook('preClose', (done) => {
    setTimeout(() => {
      fastify.server.closeAllConnections();
    }, drainMs).unref();
    done();
  });
}
