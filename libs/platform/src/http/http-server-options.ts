import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { limits } from '@grantlog/contract';
import { answerClientError } from './client-error.js';
import { answerFrameworkError } from './problem.filter.js';

/** How often Node looks for requests that are too slow; half a minute unless set, and that comes on top of a time-out. */
const timeoutCheckIntervalMs = 1_000;

/** Fastify options of every HTTP listener: each limit is set on purpose, each error is problem+json. */
export const httpServerOptions = {
  routerOptions: { maxParamLength: limits.httpPathParameter.value },
  bodyLimit: limits.httpBody.value,
  requestTimeout: limits.httpRequestTimeout.value,
  http: {
    headersTimeout: limits.httpHeaderTimeout.value,
    connectionsCheckingInterval: timeoutCheckIntervalMs,
  },
  // While the server closes, requests on open connections are answered as always; Fastify's own refusal is no problem+json.
  return503OnClosing: false,
  clientErrorHandler: answerClientError,
  requestIdHeader: false,
  genReqId: requestIdOf,
  // Fastify types a reply by the answers of its route; before any route there are none that a text could fit.
  frameworkErrors: (
    error: { readonly statusCode?: number },
    request: { readonly id: string },
    reply: unknown,
  ) => {
    answerFrameworkError(error, request, reply as Parameters<typeof answerFrameworkError>[2]);
  },
} as const;

/** The `X-Request-Id` as sent, or a new UUID where it is missing or not 1 to 128 printable ASCII characters. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const sent = headers['x-request-id'];
  const isUsable =
    typeof sent === 'string' && sent.length <= limits.requestId.value && /^[\x20-\x7e]+$/.test(sent);
  return isUsable ? sent : randomUUID();
}
