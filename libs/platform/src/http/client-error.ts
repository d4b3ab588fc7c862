import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { EdgeError, type ErrorCode, problemMediaType, toProblem } from '@grantlog/contract';

/** By the error codes of Node's HTTP server; everything else is a request that cannot be parsed. */
const clientErrors: ReadonlyMap<string, readonly [ErrorCode, string]> = new Map([
  ['HPE_HEADER_OVERFLOW', ['headers_too_large', 'the headers are too large; send fewer or shorter ones']],
  ['ERR_HTTP_REQUEST_TIMEOUT', ['request_timeout', 'the request did not arrive in time; send it again']],
]);

/**
 * Answers what never became a request as problem+json and closes the connection: a listener of `clientError` of Node's
 * HTTP server.
 */
export function answerClientError(error: { readonly code?: string }, socket: Socket): void {
  // Nobody is left to read an answer.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const unreadable = [
    'validation_error',
    'the request is not HTTP; check its first line and headers',
  ] as const;
  const problem = toProblem(
    new EdgeError(...(clientErrors.get(error.code ?? '') ?? unreadable)),
    randomUUID(),
  );
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    `content-type: ${problemMediaType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${problem.requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
