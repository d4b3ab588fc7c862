import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inFaultWorld } from './in-fault-world.js';
import { onRedis } from './warm-copy.js';

inFaultWorld('a warm copy that is damaged under load', (test) => {
  test('is brought up to date when Redis is restored from an older dump', async (world) => {
    const { redis } = world.services;
    await world.underLoad(async () => {
      const file = await onRedis(redis.address, async (client) => {
        await client.sendCommand(['SAVE']);
        return join((await client.configGet('dir'))['dir'] ?? '', 'dump.rdb');
      });
      const older = await readFile(file);
      await world.acknowledges(200);
      await redis.kill();
      await writeFile(file, older);
      await redis.restart();
      await world.replaceReplica(0);
    });
  });

  test('is done without when Redis is out of memory, and used again when it is not', async (world) => {
    const { redis } = world.services;
    const limit = (maxmemory: string) => onRedis(redis.address, (client) => client.configSet({ maxmemory }));
    await world.underLoad(async () => {
      await limit('1mb');
      await world.acknowledges(50);
      await world.replaceReplica(1);
      await limit('256mb');
    });
  });
});
