import { dataDirectory } from '../data-directory.js';
import { freePort } from '../native/free-port.js';
import type { RealService } from '../real-service.js';
import { redisDefaults, redisTraits } from '../redis/native-redis.js';
import type { RedisNodeOptions } from '../redis/redis-for-tests.js';
import { startService } from '../running-service.js';
import { Container } from './container.js';

/** Starts a new Redis from the official image. */
export async function startRedisContainer({
  directory,
  flags = [],
  port,
}: RedisNodeOptions): Promise<RealService> {
  const chosen = port ?? (await freePort());
  const runner = new Container({
    image: 'redis:7',
    command: ['redis-server', '--port', String(chosen), ...redisDefaults, ...flags],
    // The nodes of a cluster must reach each other where clients reach them.
    network: port === undefined ? { port: chosen } : 'host',
    ...(directory !== undefined && {
      data: { source: await dataDirectory(directory, `redis-data-${chosen}`), target: '/data' },
    }),
  });
  return startService(runner, redisTraits(chosen));
}
