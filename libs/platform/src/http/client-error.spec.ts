import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { answerClientError } from './client-error.js';

describe('what is no HTTP request', () => {
  let server: Server;
  beforeAll(async () => {
    const options = { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 10 };
    server = createServer(options, () => undefined).on('clientError', answerClientError);
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  /** Everything that is answered until the server closes the connection. */
  async function answerTo(sent: string): Promise<{ readonly head: string; readonly body: string }> {
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.write(sent);
    const [head = '', body = ''] = (await text(client)).split('\r\n\r\n');
    return { head, body };
  }

  it.each([
    ['no request line', 'HELLO\r\n\r\n', '400 Bad Request', 'validation_error'],
    ['no header', 'GET / HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n', '400 Bad Request', 'validation_error'],
    [
      'headers over 16 KiB',
      `GET / HTTP/1.1\r\nHost: x\r\nx: ${'x'.repeat(16_384)}\r\n\r\n`,
      '431 Request Header Fields Too Large',
      'headers_too_large',
    ],
    ['headers that do not end', 'GET / HTTP/1.1\r\nHost: x\r\n', '408 Request Timeout', 'request_timeout'],
    [
      'a body that does not end',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{',
      '408 Request Timeout',
      'request_timeout',
    ],
  ])('is answered with a problem: %s', async (_, sent, status, code) => {
    const { head, body } = await answerTo(sent);
    const [line, ...headers] = head.toLowerCase().split('\r\n');
    expect(line).toBe(`http/1.1 ${status}`.toLowerCase());
    const problem = JSON.parse(body) as { readonly requestId: string };
    expect(problem).toMatchObject({ status: Number(status.slice(0, 3)), code, errors: [] });
    expect(headers).toEqual([
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${problem.requestId}`,
      'connection: close',
    ]);
  });

  it('leaves a connection alone that the client has reset', () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    answerClientError({ code: 'ECONNRESET' }, socket);
    expect([socket.destroyed, socket.bytesWritten]).toEqual([true, 0]);
  });
});
