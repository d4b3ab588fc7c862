import type { EventLog } from '../../event-log.js';
import type { LogOptions } from '../sql/sql-event-log.js';
import { SqlEventLog } from '../sql/sql-event-log.js';
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
  return SqlEventLog.open(openPostgres(options.url, options.onError), options);
}
