import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { hostAndPort, listenOn } from './listen.js';

describe('an address that cannot be listened on', () => {
  it('is named with its setting and what to do', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const address = { host: '127.0.0.1', port };
    const start = () => once(createServer().listen(port, '127.0.0.1'), 'listening');
    await expect(listenOn('httpListen', address, start)).rejects.toMatchObject({
      name: 'StartError',
      message: `GRANTLOG_HTTP_LISTEN: 127.0.0.1:${port} is in use: stop the other process or choose another port`,
    });
    taken.close();
  });

  it('leaves other errors as they are', async () => {
    const start = () => Promise.reject(new Error('broken'));
    await expect(listenOn('grpcListen', { host: '::1', port: 1 }, start)).rejects.toThrow(/^broken$/);
  });
});

it('an IPv6 host is written in brackets', () => {
  expect(hostAndPort({ host: '::1', port: 8 })).toBe('[::1]:8');
  expect(hostAndPort({ host: 'localhost', port: 8 })).toBe('localhost:8');
});
