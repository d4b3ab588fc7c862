import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { RealService } from '../real-service.js';

/** A PostgreSQL that others may use at the same time; what is made here is one's own. */
export interface PostgresServer {
  /** `postgres://…` of a user who may do everything. */
  readonly address: string;
  /** Makes an empty database and returns its address. */
  createDatabase(): Promise<string>;
  /** Cuts every connection to a database, as a failover would. */
  terminateConnections(database: string): Promise<void>;
  /** Drops what was made, and ends the server if it was started for this. */
  stop(): Promise<void>;
}

/** A PostgreSQL of one's own, which may be broken. */
export type OwnPostgres = PostgresServer & RealService;

/** The databases of a server that is there. */
export function databasesOf(address: string) {
  const made: string[] = [];
  return {
    address,
    createDatabase: async (): Promise<string> => {
      const name = `grantlog_test_${randomBytes(6).toString('hex')}`;
      await administer(address, `create database ${name} template template0 encoding 'UTF8'`);
      made.push(name);
      return Object.assign(new URL(address), { pathname: `/${name}` }).href;
    },
    terminateConnections: (database: string) =>
      administer(address, 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
        new URL(database).pathname.slice(1),
      ]),
    dropAll: async (): Promise<void> => {
      for (const name of made.splice(0))
        await administer(address, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Runs one statement on a connection of its own. */
export async function administer(url: string, statement: string, values?: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that is cut rejects the query as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(statement, values === undefined ? undefined : [...values]);
  } finally {
    await client.end();
  }
}

/** How a PostgreSQL is found and known to be ready. */
export function postgresTraits(address: string) {
  return {
    name: 'PostgreSQL',
    address,
    probe: () => administer(address, 'select 1'),
    // The "fast" shutdown: it waits for nobody.
    shutDownSignal: 'SIGINT',
  } as const;
}
