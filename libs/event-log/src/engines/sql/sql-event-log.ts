import { randomUUID } from 'node:crypto';
import type { EntityDocument } from '@grantlog/account-state';
import type { StoredEvent } from '@grantlog/events';
import type {
  AccountReader,
  AccountSnapshot,
  AccountTransaction,
  CommitListener,
  Committed,
  EventLog,
  EventQuery,
  LogHead,
  StoredSecret,
  StoredSigningKeyRow,
} from '../../event-log.js';
import { LogUnavailableError } from '../../log-unavailable-error.js';
import { readHead } from './account-head.js';
import { AccountReaderAt } from './account-reader.js';
import { purgeAnswers } from './batch/answer-store.js';
import { AccountQueue } from './batch/account-queue.js';
import type { CommittedBatch, Work } from './batch/run-batch.js';
import { runBatch } from './batch/run-batch.js';
import { CacheShelf } from './documents/cache-shelf.js';
import { parseDocument } from './documents/document-queries.js';
import { readEvents } from './event-queries.js';
import type { ErrorListener } from './guarded-driver.js';
import { guardedDriver } from './guarded-driver.js';
import { addSigningKey, findSecret, signingKeys } from './key-material.js';
import { migrate } from './migrations/migrate.js';
import type { SqlDriver } from './sql-driver.js';

/** What every engine needs to know. */
export interface LogOptions {
  readonly clock: () => Date;
  /** Told once about each error of the engine; callers get a neutral {@link LogUnavailableError}. Must not throw. */
  readonly onError: ErrorListener;
}

/** The log on any engine that speaks PostgreSQL's language. */
export class SqlEventLog implements EventLog {
  readonly #queues = new Map<string, AccountQueue>();
  readonly #caches = new CacheShelf();
  readonly #listeners = new Set<CommitListener>();
  #closing: Promise<void> | undefined;

  private constructor(
    readonly logId: string,
    private readonly driver: SqlDriver,
    private readonly options: LogOptions,
  ) {}

  /**
   * Migrates the database and opens the log on it. The engine is closed when that fails.
   *
   * @throws SchemaMismatchError for a database that does not belong to this version of the program
   */
  static async open(engine: SqlDriver, options: LogOptions): Promise<SqlEventLog> {
    const driver = guardedDriver(engine, options.onError);
    try {
      await migrate(driver);
      await purgeAnswers(driver, options.clock());
      return new SqlEventLog(await readLogId(driver), driver, options);
    } catch (error) {
      await driver.close().catch(() => undefined);
      throw error;
    }
  }

  transact<T>(account: string, work: (transaction: AccountTransaction) => Promise<T>): Promise<Committed<T>> {
    if (this.#closing !== undefined) return Promise.reject(closedError());
    let queue = this.#queues.get(account);
    if (queue === undefined) {
      queue = new AccountQueue((works) => this.runBatch(account, works));
      this.#queues.set(account, queue);
    }
    return queue.add(work);
  }

  async firstAccount(): Promise<string | undefined> {
    const [first] = await this.opened().query<{ readonly account: string }>(
      `select a.account from accounts a join events e on e.account = a.account and e.revision = 1
       order by e.time, a.account limit 1`,
    );
    return first?.account;
  }

  async head(account: string): Promise<LogHead | undefined> {
    const head = await readHead(this.opened(), account);
    return head && { revision: head.revision, hash: head.hash, counts: head.counts };
  }

  async at(account: string, revision?: bigint): Promise<AccountReader | undefined> {
    const driver = this.opened();
    const head = await readHead(driver, account);
    const pinned = revision ?? head?.revision;
    if (head === undefined || pinned === undefined || pinned < 0n || pinned > head.revision) return undefined;
    return new AccountReaderAt(driver, account, pinned);
  }

  async read(account: string, query: EventQuery): Promise<readonly StoredEvent[]> {
    return readEvents(this.opened(), account, query);
  }

  async snapshot(account: string): Promise<AccountSnapshot | undefined> {
    const rows = await this.opened().query<{ readonly head_revision: bigint; readonly body: string | null }>(
      `select a.head_revision, d.body from accounts a
       left join documents d on d.account = a.account and d.until_revision is null
       where a.account = $1 and a.head_revision > 0`,
      [account],
    );
    const [first] = rows;
    if (first === undefined) return undefined;
    const documents: EntityDocument[] = [];
    for (const { body } of rows) if (body !== null) documents.push(parseDocument(body));
    return { revision: first.head_revision, documents };
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

  close(): Promise<void> {
    this.#closing ??= Promise.all([...this.#queues.values()].map((queue) => queue.idle)).then(() =>
      this.driver.close(),
    );
    return this.#closing;
  }

  private opened(): SqlDriver {
    if (this.#closing !== undefined) throw closedError();
    return this.driver;
  }

  private async runBatch(account: string, works: readonly Work[]): Promise<CommittedBatch> {
    const known = this.#caches.take(account);
    const batch = await runBatch(this.driver, account, works, known, this.options.clock);
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

function closedError(): LogUnavailableError {
  return new LogUnavailableError('the event log is closed');
}

/** Made by whoever opens the database first. */
async function readLogId(driver: SqlDriver): Promise<string> {
  await driver.query('insert into log_meta (log_id) values ($1) on conflict do nothing', [randomUUID()]);
  const [row] = await driver.query<{ readonly log_id: string }>('select log_id from log_meta');
  if (row === undefined) throw new Error('the database has no log id after it was made');
  return row.log_id;
}
