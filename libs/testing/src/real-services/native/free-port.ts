import { createServer } from 'node:net';

/** A loopback port on which nobody listens, at most the given one. */
export async function freePort(max = 65_535): Promise<number> {
  for (;;) {
    const port = await listenOnce(0);
    if (port <= max) return port;
  }
}

/** Whether nobody listens on a loopback port. */
export function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no free port'));
        else resolve(address.port);
      });
    });
  });
}
