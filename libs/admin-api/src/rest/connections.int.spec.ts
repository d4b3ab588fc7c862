import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import { TestServer } from './server.fixture.js';

describe('a connection to the server', () => {
  it('is answered with a problem when what it sends is no request', async () => {
    const server = await TestServer.start();
    const client = connect(server.port, '127.0.0.1');
    client.write('HELLO\r\n\r\n');
    expect(await text(client)).toMatch(/^HTTP\/1.1 400 .*application\/problem\+json.*"validation_error"/s);
    await server.stop();
  }, 60_000);

  it('is answered as always while the server closes, and closed then', async () => {
    const server = await TestServer.start();
    const client = connect(server.port, '127.0.0.1');
    const answer = text(client);
    client.write('POST /v1/users HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n');
    await once(client, 'data');
    const stopped = server.stop();
    while (await isOpen(server.port));
    client.write('{}GET /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n');
    const [, first, second] = (await answer).split(/(?=HTTP\/1.1)/);
    expect(first).toMatch(/^HTTP\/1.1 401 .*"unauthenticated"/s);
    expect(second).toMatch(/^HTTP\/1.1 404 .*connection: close.*"not_found"/is);
    await stopped;
  }, 60_000);

  it('may break in the middle of an upload, which nobody needs to read in a log', async () => {
    const server = await TestServer.start();
    const logged: unknown[] = [];
    const error = (...given: readonly unknown[]) => logged.push(given);
    Logger.overrideLogger({ error, log: () => undefined, warn: () => undefined });
    const client = connect(server.port, '127.0.0.1');
    client.write('POST /v1/users HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n');
    await once(client, 'data');
    client.destroy();
    // The server has seen the end of the first connection when it answers on the next one.
    await server.send('GET', '/v1/users');
    expect(logged).toEqual([]);
    await server.stop();
  }, 60_000);
});

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
