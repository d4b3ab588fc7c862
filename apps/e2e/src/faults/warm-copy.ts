import { createClient } from 'redis';
import { account } from '../company/company.js';

/** The key of the account's copy. */
export const copyKey = `grantlog:{${account}}`;

function open(url: string) {
  return createClient({ url, socket: { connectTimeout: 2_000, reconnectStrategy: false } });
}

/** Works on a Redis directly, over a connection of its own. */
export async function onRedis<T>(
  url: string,
  work: (client: ReturnType<typeof open>) => Promise<T>,
): Promise<T> {
  const client = open(url);
  // What fails is rejected as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.destroy();
  }
}

/** The revision of the account's copy; 0 where there is none or Redis does not answer. */
export async function copyRevision(url: string): Promise<number> {
  try {
    return await onRedis(url, async (client) => Number((await client.hGet(copyKey, '.revision')) ?? 0));
  } catch {
    return 0;
  }
}

/** Makes everything in Redis text, as if another program used the same keys. */
export function breakTypes(url: string): Promise<void> {
  return onRedis(url, async (client) => {
    for (const key of await client.keys('*')) {
      await client.del(key);
      await client.set(key, 'something else');
    }
  });
}
