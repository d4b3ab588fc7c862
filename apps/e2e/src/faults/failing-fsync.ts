import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import pg from 'pg';
import { sayThatItIsSkipped } from './skipped.js';

const run = promisify(execFile);

/**
 * Makes every fsync of a PostgreSQL fail, as on a disk that is dying, until the returned function is called;
 * `undefined`, after a line that says so, where there is no strace or it may not trace.
 */
export async function failFsync(address: string): Promise<(() => Promise<void>) | undefined> {
  const canTrace = await run('strace', ['-o', '/dev/null', 'true']).then(
    () => true,
    () => false,
  );
  if (!canTrace) {
    sayThatItIsSkipped(
      'test failing fsync: there is no `strace` that may trace; install it, run the tests as root',
    );
    return undefined;
  }
  const attached = (await processesOf(address)).flatMap((pid) => ['-p', String(pid)]);
  const inject = ['-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:error=EIO'];
  // A child of a traced process, such as a new backend, is traced too.
  const tracer = spawn('strace', ['-f', '-o', '/dev/null', ...inject, ...attached], { stdio: 'ignore' });
  const ended = once(tracer, 'exit');
  return async () => {
    tracer.kill('SIGINT');
    await ended;
  };
}

/** The server and everything it has started. */
async function processesOf(address: string): Promise<readonly number[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly pid: number }>(
      `select pid from pg_stat_activity
       union select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int`,
    );
    return rows.map(({ pid }) => pid);
  } finally {
    await client.end();
  }
}
