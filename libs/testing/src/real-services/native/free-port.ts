import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Systems take the local ports of outgoing connections from 32768 or above. While a server is down, a client that tries
 * to reach it there might be given the server's own port.
 */
const firstOutgoing = 32_768;
const first = 10_000;

/** A loopback port on which nobody listens now, nor `offset` above it; no client is ever given either. */
export async function freePort(offset = 0): Promise<number> {
  for (;;) {
    const port = randomInt(first, firstOutgoing - offset);
    if ((await isFree(port)) && (await isFree(port + offset))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}
