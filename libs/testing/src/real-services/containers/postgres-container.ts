import { randomBytes } from 'node:crypto';
import { dataDirectory } from '../data-directory.js';
import { freePort } from '../native/free-port.js';
import { manyConnections } from '../postgres/native-postgres.js';
import type { OwnPostgresOptions } from '../postgres/postgres-for-tests.js';
import { databasesOf, type OwnPostgres, postgresTraits } from '../postgres/postgres-server.js';
import { startService } from '../running-service.js';
import { Container } from './container.js';

/** Starts a new PostgreSQL from the official image. */
export async function startPostgresContainer({
  directory,
  flags = [],
}: OwnPostgresOptions): Promise<OwnPostgres> {
  const password = randomBytes(16).toString('hex');
  const port = await freePort();
  const address = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const runner = new Container({
    image: 'postgres:17',
    command: ['postgres', '-p', String(port), ...manyConnections, ...flags],
    environment: { POSTGRES_PASSWORD: password, POSTGRES_INITDB_ARGS: '-E UTF8 --locale=C' },
    network: { port },
    ...(directory !== undefined && {
      data: {
        source: await dataDirectory(directory, 'postgres-data'),
        target: '/var/lib/postgresql/data',
      },
    }),
  });
  const service = await startService(runner, postgresTraits(address));
  return { ...databasesOf(address), ...service };
}
