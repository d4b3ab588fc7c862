import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dataDirectory } from '../data-directory.js';
import { freePort } from '../native/free-port.js';
import { NativeProcess } from '../native/native-process.js';
import { NotInstalledError } from '../native/not-installed-error.js';
import type { RealService } from '../real-service.js';
import { startService } from '../running-service.js';
import { redisCommand } from './redis-command.js';
import type { RedisNodeOptions } from './redis-for-tests.js';

const run = promisify(execFile);

/** What a Redis for tests does: nothing is written to disk, and nothing evicted, unless flags say so. */
export const redisDefaults = [
  ['--save', ''],
  ['--appendonly', 'no'],
  ['--maxmemory', '256mb'],
  ['--maxmemory-policy', 'noeviction'],
].flat();

/** Starts a new `redis-server`. */
export async function startNativeRedis({
  directory,
  flags = [],
  port,
}: RedisNodeOptions): Promise<RealService> {
  await run('redis-server', ['--version']).catch(() => {
    throw new NotInstalledError('there is no `redis-server`; install Redis 7 or newer');
  });
  const chosen = port ?? (await freePort());
  const home = await mkdtemp(join(tmpdir(), 'grantlog-redis-'));
  const data = await dataDirectory(directory ?? home, `redis-data-${chosen}`);
  const place = ['--port', String(chosen), '--bind', '127.0.0.1', '--dir', data];
  const runner = new NativeProcess({
    command: 'redis-server',
    args: [...place, ...redisDefaults, ...flags],
    directory: home,
    others: [data],
  });
  return startService(runner, redisTraits(chosen));
}

/** How a Redis on that port is found, and known to be ready (it may have to load its data first). */
export function redisTraits(port: number) {
  return {
    name: 'Redis',
    address: `redis://127.0.0.1:${port}`,
    probe: () => redisCommand(port, 'PING'),
    shutDownSignal: 'SIGTERM',
  } as const;
}
