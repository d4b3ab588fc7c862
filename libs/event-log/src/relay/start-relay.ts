import { openPostgres } from '../engines/postgres/postgres-driver.js';
import { guardedDriver } from '../engines/sql/guarded-driver.js';
import type { Relay } from './relay.js';
import type { RelayParts } from './sql-relay.js';
import { lanes, SqlRelay } from './sql-relay.js';

/** What a relay on a PostgreSQL server works with. */
export interface RelayOptions extends Omit<RelayParts, 'driver'> {
  /** The address of the log's database; its user may change the backlog. */
  readonly url: string;
}

/** Longer than a feed may take to answer; a relay that hangs keeps its accounts from the others for this long. */
const idleTransactionTimeoutMs = 15_000;

/**
 * Starts to publish the events of every account in the order of their revisions, each at least once, on a database
 * that {@link openPostgresLog} has migrated. Any number of relays may run on it: they share the accounts. What a relay
 * had not finished when it died goes on from the log. Commands and relay never wait for each other: it has connections
 * of its own, and locks nothing that commands lock.
 *
 * A relay that hung may still publish what it had read, after another one has published it and more. Such late
 * duplicates are harmless: whoever follows knows its revision of each account and ignores what is not beyond it.
 *
 * It starts also while the server or the feed is down.
 */
export function startRelay({ url, ...parts }: RelayOptions): Relay {
  const engine = openPostgres(url, parts.onError, { max: lanes + 1, idleTransactionTimeoutMs });
  return new SqlRelay({ ...parts, driver: guardedDriver(engine, parts.onError) });
}
