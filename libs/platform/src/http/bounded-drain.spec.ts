import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { boundDrain } from './bounded-drain.js';

describe('closing an HTTP server', () => {
  it('does not wait for a client that never ends its request', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const hooks: ((done: () => void) => void)[] = [];
    boundDrain({ server, addHook: (_, hook) => hooks.push(hook) }, 10);

    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.on('error', () => undefined);
    client.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    await once(server, 'request');

    const closed = once(server, 'close');
    for (const hook of hooks) hook(() => server.close());
    await closed;
    client.destroy();
  });
});
