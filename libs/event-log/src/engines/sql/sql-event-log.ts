import { randomUUID } from 'node:crypto';
import type { StoredEvent } from '@grantlog/events';
import type {
  AccountTransaction,
  CommitListener,
  Committed,
  EventLog,
  StoredSecret,
  StoredSigningKeyRow,
} from '../../event-log.js';
import { purgeAnswers } from './batch/answer-store.js';
import { AccountQueue } from './batch/account-queue.js';
import type { CommittedBatch, Work } from './batch/run-batch.js';
import { runBatch } from './batch/run-batch.js';
import type { Backlog } from './batch/save-draft.js';
import { CacheShelf } from './documents/cache-shelf.js';
import type { ErrorListener } from './guarded-driver.js';
import { guardedDriver } from './guarded-driver.js';
import { addSigningKey, findSecret, signingKeys } from './key-material.js';
import { checkSchema, migrate } from './migrations/migrate.js';
import type { SqlDriver } from './sql-driver.js';
import { closedError, readLogId, SqlEventLogReader } from './sql-event-log-reader.js';

/** What every engine needs to know. */
export interface LogOptions {
  readonly clock: () => Date;
  /** Told once about each error of the engine; callers get a neutral {@link LogUnavailableError}. Must not throw. */
  readonly onError: ErrorListener;
  /** Whether the schema is brought up to date first; otherwise it must be already. */
  readonly migrate?: boolean;
}

/** What an engine decides beside them. */
export interface SqlLogOptions extends LogOptions {
  readonly backlog: Backlog;
}

/** The log on any engine that speaks PostgreSQL's language. */
export class SqlEventLog extends SqlEventLogReader implements EventLog {
  readonly #queues = new Map<string, AccountQueue>();
  readonly #caches = new CacheShelf();
  readonly #listeners = new Set<CommitListener>();

  private constructor(
    logId: string,
    driver: SqlDriver,
    private readonly options: SqlLogOptions,
  ) {
    super(logId, driver);
  }

  /**
   * Opens the log on a database, which is migrated unless the options forbid it. The engine is closed when that fails.
   *
   * @throws SchemaMismatchError for a database that does not belong to this version of the program
   */
  static async open(engine: SqlDriver, options: SqlLogOptions): Promise<SqlEventLog> {
    const driver = guardedDriver(engine, options.onError);
    try {
      await (options.migrate === false ? checkSchema(driver) : migrate(driver));
      await purgeAnswers(driver, options.clock());
      return new SqlEventLog(await makeLogId(driver), driver, options);
    } catch (error) {
      await driver.close().catch(() => undefined);
      throw error;
    }
  }

  transact<T>(account: string, work: (transaction: AccountTransaction) => Promise<T>): Promise<Committed<T>> {
    if (this.isClosed) return Promise.reject(closedError());
    let queue = this.#queues.get(account);
    if (queue === undefined) {
      queue = new AccountQueue((works) => this.runBatch(account, works));
      this.#queues.set(account, queue);
    }
    return queue.add(work);
  }

  subscribe(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async findSecret(accessKeyId: string): Promise<StoredSecret | undefined> {
    return findSecret(this.opened(), accessKeyId);
  }

  async signingKeys(): Promise<readonly StoredSigningKeyRow[]> {
    return signingKeys(this.opened());
  }

  async addSigningKey(key: StoredSigningKeyRow): Promise<void> {
    await addSigningKey(this.opened(), key);
  }

  protected override idle(): Promise<unknown> {
    return Promise.all([...this.#queues.values()].map((queue) => queue.idle));
  }

  private async runBatch(account: string, works: readonly Work[]): Promise<CommittedBatch> {
    const known = this.#caches.take(account);
    const batch = await runBatch(this.driver, account, works, known, this.options);
    this.#caches.put(account, batch.cache);
    const events = batch.draft.events.map(({ stored }) => stored);
    if (events.length > 0) this.publish(account, events);
    return batch;
  }

  private publish(account: string, events: readonly StoredEvent[]): void {
    for (const listener of this.#listeners) {
      try {
        listener(account, events);
      } catch (error) {
        // The events are committed: a listener that breaks its promise must not make the commands look failed.
        this.options.onError(error);
      }
    }
  }
}

/** Made by whoever opens the database first. */
async function makeLogId(driver: SqlDriver): Promise<string> {
  await driver.query('insert into log_meta (log_id) values ($1) on conflict do nothing', [randomUUID()]);
  return readLogId(driver);
}
