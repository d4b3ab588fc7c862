import type { RealService } from '../real-service.js';
import { startedOrSkipped } from '../started-or-skipped.js';
import { startNativeRedis } from './native-redis.js';
import { type RedisCluster, startRedisCluster } from './redis-cluster.js';

/** How a Redis differs from an empty one in memory only, of at most 256 MB without eviction. */
export interface RedisOptions {
  /** An existing directory to keep the data in, such as a small file system. */
  readonly directory?: string;
  /** More flags of `redis-server`, such as `['--maxmemory', '64mb']` or `['--appendonly', 'yes']`. */
  readonly flags?: readonly string[];
}

/** How a Redis Cluster differs from three masters without replicas. */
export interface RedisClusterOptions extends RedisOptions {
  /** Whether each master has a replica, which takes its place when it fails. */
  readonly hasReplicas?: boolean;
}

/** A node that must listen on a certain port, as those of a cluster. */
export interface RedisNodeOptions extends RedisOptions {
  readonly port?: number;
}

/**
 * A new Redis that nobody else uses: it starts in 30 ms, and tests flush it. `undefined` when there is none; the caller
 * then skips its tests.
 *
 * @throws Error when there is none, with `REQUIRE_SERVICES=true`
 */
export function redisForTests(options: RedisOptions = {}): Promise<RealService | undefined> {
  return startedOrSkipped('redis', {
    native: () => startNativeRedis(options),
    containers: async () => (await containers())(options),
  });
}

/** A new Redis Cluster of three masters; `undefined` as in `redisForTests`. */
export function redisClusterForTests(options: RedisClusterOptions = {}): Promise<RedisCluster | undefined> {
  return startedOrSkipped('redis cluster', {
    native: () => startRedisCluster(startNativeRedis, options),
    containers: async () => startRedisCluster(await containers(), options),
  });
}

async function containers() {
  return (await import('../containers/redis-container.js')).startRedisContainer;
}
