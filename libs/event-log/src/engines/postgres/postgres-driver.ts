import type { PoolClient, PoolConfig } from 'pg';
import pg from 'pg';
import type { ErrorListener } from '../sql/guarded-driver.js';
import type { SqlDriver, SqlSession } from '../sql/sql-driver.js';

/** How long to wait for a connection, a new one or one of the pool. */
const connectTimeoutMs = 5_000;
/** No statement of the log takes this long on a healthy server. */
const statementTimeoutMs = 30_000;
/** The client gives up on a server that does not even answer with a time-out. */
const queryTimeoutMs = statementTimeoutMs + 5_000;

/** Of the log's own connections: the parsers of the rest of the process stay as they are. */
const parsers = new pg.TypeOverrides();
parsers.setTypeParser(pg.types.builtins.INT8, BigInt);

const settings: PoolConfig = {
  application_name: 'grantlog',
  connectionTimeoutMillis: connectTimeoutMs,
  statement_timeout: statementTimeoutMs,
  query_timeout: queryTimeoutMs,
  keepAlive: true,
  types: parsers,
};

/** What differs between the pools of one process. */
export interface PoolBounds {
  /** How many connections it opens. */
  readonly max?: number;
  /** After which the server ends a transaction whose program hangs, and with it what it has locked. */
  readonly idleTransactionTimeoutMs?: number;
}

/** @param onIdleError told about connections that break while nobody uses them; the pool replaces them */
export function openPostgres(
  url: string,
  onIdleError: ErrorListener,
  { max = 10, idleTransactionTimeoutMs = 10_000 }: PoolBounds = {},
): SqlDriver {
  const pool = new pg.Pool({
    ...settings,
    connectionString: url,
    max,
    idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
  });
  pool.on('error', onIdleError);
  return {
    ...sessionOf(pool),
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (session: SqlSession) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // The next statement fails by itself; without a listener a connection that breaks would end the process.
  const ignore = () => undefined;
  client.on('error', ignore);
  let isHealthy = true;
  try {
    return await committed(client, work);
  } catch (error) {
    isHealthy = await client.query('rollback').then(
      () => true,
      () => false,
    );
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(!isHealthy);
  }
}

async function committed<T>(client: PoolClient, work: (session: SqlSession) => Promise<T>): Promise<T> {
  await client.query('begin isolation level read committed');
  const result = await work(sessionOf(client));
  const { command } = await client.query('commit');
  // The server answers the commit of a transaction in which a statement failed by rolling it back, without an error.
  if (command !== 'COMMIT') throw new Error('the transaction was rolled back at its commit');
  return result;
}

function sessionOf(executor: Pick<PoolClient, 'query'>): SqlSession {
  return {
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await executor.query<Row>(text, [...values]);
      return rows;
    },
    script: async (text) => {
      await executor.query(text);
    },
  };
}
