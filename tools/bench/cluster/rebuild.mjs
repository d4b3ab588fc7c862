import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../report.mjs';

/**
 * Writes the warm copy of every account anew, as `npm run rebuild` does; resolves with the seconds that it took.
 *
 * @throws Error when it fails
 */
export async function rebuild({ databaseUrl, redisUrl }) {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'apps/projection-service/dist/rebuild.js')], {
    env: { GRANTLOG_DATABASE_URL: databaseUrl, GRANTLOG_REDIS_URL: redisUrl, GRANTLOG_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`the rebuild ended with status ${status}`);
  return (performance.now() - began) / 1000;
}
