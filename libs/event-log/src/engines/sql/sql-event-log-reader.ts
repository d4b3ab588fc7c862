import type { StoredEvent } from '@grantlog/events';
import type { AccountReader, AccountSnapshot, EventQuery, LogHead } from '../../event-log.js';
import type { EventLogReader, StoredPublicKey } from '../../event-log-reader.js';
import type { ChainPosition } from '../../hash-chain.js';
import { LogUnavailableError } from '../../log-unavailable-error.js';
import { readHead } from './account-head.js';
import { AccountReaderAt } from './account-reader.js';
import { readEvents } from './event-queries.js';
import type { ErrorListener } from './guarded-driver.js';
import { guardedDriver } from './guarded-driver.js';
import { publicSigningKeys } from './key-material.js';
import { checkSchema } from './migrations/migrate.js';
import { readSnapshot } from './snapshot.js';
import type { SqlDriver } from './sql-driver.js';
import { firstUnreadable } from './unreadable-events.js';

/** The log on any engine that speaks PostgreSQL's language, for who only reads. */
export class SqlEventLogReader implements EventLogReader {
  #closing: Promise<void> | undefined;

  protected constructor(
    readonly logId: string,
    protected readonly driver: SqlDriver,
  ) {}

  /**
   * Opens a log that is there already; nothing is written. The engine is closed when that fails.
   *
   * @throws SchemaMismatchError for a database that does not belong to this version of the program, or has no log yet
   */
  static async openReader(engine: SqlDriver, onError: ErrorListener): Promise<EventLogReader> {
    const driver = guardedDriver(engine, onError);
    try {
      await checkSchema(driver);
      return new SqlEventLogReader(await readLogId(driver), driver);
    } catch (error) {
      await driver.close().catch(() => undefined);
      throw error;
    }
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

  async heads(accounts: readonly string[]): Promise<ReadonlyMap<string, ChainPosition>> {
    const rows = await this.opened().query<ChainPosition & { readonly account: string }>(
      `select account, head_revision as revision, head_hash as hash from accounts
       where account = any($1::text[]) and head_revision > 0`,
      [accounts],
    );
    return new Map(rows.map(({ account, revision, hash }) => [account, { revision, hash }]));
  }

  async accounts({
    after = '',
    limit,
  }: Parameters<EventLogReader['accounts']>[0]): Promise<readonly string[]> {
    const rows = await this.opened().query<{ readonly account: string }>(
      'select account from accounts where account > $1 and head_revision > 0 order by account limit $2',
      [after, limit],
    );
    return rows.map(({ account }) => account);
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

  snapshot(account: string): Promise<AccountSnapshot | undefined> {
    return readSnapshot(this.opened(), account);
  }

  firstUnreadable(account: string): Promise<bigint | undefined> {
    return firstUnreadable(this.opened(), account);
  }

  async publicSigningKeys(): Promise<readonly StoredPublicKey[]> {
    return publicSigningKeys(this.opened());
  }

  close(): Promise<void> {
    this.#closing ??= this.idle().then(() => this.driver.close());
    return this.#closing;
  }

  /** Resolves when nothing that was begun still runs. */
  protected idle(): Promise<unknown> {
    return Promise.resolve();
  }

  protected get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  protected opened(): SqlDriver {
    if (this.isClosed) throw closedError();
    return this.driver;
  }
}

/** What is thrown once the log is closed. */
export function closedError(): LogUnavailableError {
  return new LogUnavailableError('the event log is closed');
}

/** The id of a log that is there. */
export async function readLogId(driver: SqlDriver): Promise<string> {
  const [row] = await driver.query<{ readonly log_id: string }>('select log_id from log_meta');
  if (row === undefined) throw new Error('the database has no log id; start command-service on it first');
  return row.log_id;
}
