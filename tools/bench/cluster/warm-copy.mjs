import { createClient } from 'redis';
import { account } from '../iam-org/organization.mjs';

/** Works on a Redis directly, over a connection of its own. */
export async function onRedis(url, work) {
  const client = createClient({ url, socket: { connectTimeout: 2_000, reconnectStrategy: false } });
  // What fails is rejected as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.destroy();
  }
}

/** The revision of the account's copy in Redis; 0 where there is none. */
export function copyRevision(url) {
  return onRedis(url, async (client) =>
    Number((await client.hGet(`grantlog:{${account}}`, '.revision')) ?? 0),
  );
}
