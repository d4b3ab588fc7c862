import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dataDirectory } from '../data-directory.js';
import { freePort } from '../native/free-port.js';
import { NativeProcess } from '../native/native-process.js';
import { startService } from '../running-service.js';
import type { OwnPostgresOptions } from './postgres-for-tests.js';
import { type Identity, postgresBinaries, serverIdentity } from './postgres-binaries.js';
import { databasesOf, type OwnPostgres, postgresTraits } from './postgres-server.js';

const run = promisify(execFile);

/** Starts a new PostgreSQL from the binaries of npm or of the operating system. */
export async function startNativePostgres({
  directory,
  flags = [],
}: OwnPostgresOptions): Promise<OwnPostgres> {
  const identity = await serverIdentity();
  const binaries = await postgresBinaries(identity);
  const home = await mkdtemp(join(tmpdir(), 'grantlog-postgres-'));
  await own(home, identity);
  const cluster = await dataDirectory(directory ?? home, 'postgres-data');
  const password = randomBytes(16).toString('hex');
  const port = await freePort();
  const address = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const runner = new NativeProcess({
    command: join(binaries, 'postgres'),
    args: ['-D', cluster, '-p', String(port), ...loopbackOnly, ...manyConnections, ...flags],
    directory: home,
    others: [cluster],
    environment: { LC_ALL: 'C' },
    identity,
  });
  try {
    await initialize({ binaries, home, cluster, password, identity });
  } catch (error) {
    await runner.remove();
    throw error;
  }
  const service = await startService(runner, postgresTraits(address));
  return { ...databasesOf(address), ...service };
}

/** All specs of a run may share the server. */
export const manyConnections = ['-c', 'max_connections=300'];
const loopbackOnly = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];

interface NewCluster {
  readonly binaries: string;
  readonly home: string;
  readonly cluster: string;
  readonly password: string;
  readonly identity: Identity;
}

async function initialize({ binaries, home, cluster, password, identity }: NewCluster): Promise<void> {
  const passwordFile = join(home, 'password');
  await writeFile(passwordFile, password);
  await own(passwordFile, identity);
  await own(cluster, identity);
  const flags = ['-E', 'UTF8', '--locale=C', '-A', 'scram-sha-256', '--pwfile', passwordFile];
  await run(join(binaries, 'initdb'), ['-D', cluster, '-U', 'postgres', ...flags], {
    ...identity,
    cwd: home,
  });
}

async function own(path: string, { uid, gid }: Identity): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}
