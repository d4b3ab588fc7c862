import type { EventLog } from '../../event-log.js';
import type { EventLogReader } from '../../event-log-reader.js';
import { guardedDriver } from '../sql/guarded-driver.js';
import { migrate } from '../sql/migrations/migrate.js';
import type { LogOptions } from '../sql/sql-event-log.js';
import { SqlEventLog } from '../sql/sql-event-log.js';
import { SqlEventLogReader } from '../sql/sql-event-log-reader.js';
import { openPostgres } from './postgres-driver.js';

/** Where a log on a server lives. */
export interface PostgresLogOptions extends LogOptions {
  /** `postgres://user:password@host:port/database`; the user may create tables. PostgreSQL 15 or newer. */
  readonly url: string;
}

/**
 * Opens the log on a PostgreSQL server; several processes may open the same one.
 *
 * @throws LogUnavailableError when the server does not answer
 * @throws SchemaMismatchError for a database that a newer version of the program wrote
 */
export function openPostgresLog(options: PostgresLogOptions): Promise<EventLog> {
  return SqlEventLog.open(openPostgres(options.url, options.onError), { ...options, backlog: 'kept' });
}

/**
 * Brings the database to this program's schema and closes it again: for who lets services start with `migrate: false`.
 *
 * @returns the versions that were applied now, none for a database that is up to date
 * @throws LogUnavailableError when the server does not answer or the user may not create tables
 * @throws SchemaMismatchError for a database that a newer version of the program wrote
 */
export async function migratePostgres({
  url,
  onError,
}: Pick<PostgresLogOptions, 'url' | 'onError'>): Promise<readonly number[]> {
  const driver = guardedDriver(openPostgres(url, onError), onError);
  try {
    return await migrate(driver);
  } finally {
    await driver.close();
  }
}

/**
 * Opens the log on a PostgreSQL server for reading. The user of the address needs `select` alone, and not on the tables
 * that hold secrets.
 *
 * @throws LogUnavailableError when the server does not answer
 * @throws SchemaMismatchError for a database without a log, or with one of another version of the program
 */
export function openPostgresReader({
  url,
  onError,
}: Pick<PostgresLogOptions, 'url' | 'onError'>): Promise<EventLogReader> {
  return SqlEventLogReader.openReader(openPostgres(url, onError), onError);
}
