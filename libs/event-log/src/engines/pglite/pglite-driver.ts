import type { PGliteInterface, Transaction } from '@electric-sql/pglite';
import { PGlite, types } from '@electric-sql/pglite';
import type { ErrorListener } from '../sql/guarded-driver.js';
import type { SqlDriver, SqlSession } from '../sql/sql-driver.js';

/** How often changed pages are written to their files; PGlite has no checkpointer of its own. */
const checkpointIntervalMs = 10_000;

/**
 * Without the first two the write-ahead log grows to a gigabyte before it is recycled. The third costs no speed where
 * the operating system caches the files anyway, and saves 100 MB of memory.
 */
const bounds = ['-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB', '-c', 'shared_buffers=16MB'];

/**
 * @param directory where the data lies; in memory when there is none
 * @param onError told about a failure that no caller waits for
 */
export async function openPglite(directory: string | undefined, onError: ErrorListener): Promise<SqlDriver> {
  const options = {
    parsers: { [types.INT8]: BigInt },
    startParams: [...PGlite.defaultStartParams, ...bounds],
  };
  const database = await (directory === undefined
    ? PGlite.create(options)
    : PGlite.create(directory, options));
  return new PgliteDriver(database, onError);
}

/** After how many transactions statistics are gathered first, and then each time that their number has doubled. */
const firstAnalysis = 100;

class PgliteDriver implements SqlDriver {
  #hasWritten = false;
  #transactions = 0;
  #nextAnalysis = firstAnalysis;
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly database: PGliteInterface,
    private readonly onError: ErrorListener,
  ) {
    this.#timer = setInterval(() => {
      this.checkpoint().catch(onError);
    }, checkpointIntervalMs).unref();
  }

  query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return sessionOf(this.database).query<Row>(text, values);
  }

  script(text: string): Promise<void> {
    return sessionOf(this.database).script(text);
  }

  async transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    this.#hasWritten = true;
    this.#transactions += 1;
    try {
      return await this.database.transaction((transaction) => work(sessionOf(transaction)));
    } finally {
      if (this.#transactions >= this.#nextAnalysis) this.analyze();
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.checkpoint();
    await this.database.close();
  }

  /** Without statistics the planner takes any index that begins with the account, and reads all of it. */
  private analyze(): void {
    this.#nextAnalysis *= 2;
    this.database.exec('analyze').catch(this.onError);
  }

  private async checkpoint(): Promise<void> {
    if (!this.#hasWritten) return;
    this.#hasWritten = false;
    await this.database.exec('checkpoint');
  }
}

function sessionOf(executor: Pick<Transaction, 'query' | 'exec'>): SqlSession {
  return {
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await executor.query<Row>(text, [...values]);
      return rows;
    },
    script: async (text) => {
      await executor.exec(text);
    },
  };
}
