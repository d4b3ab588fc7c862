import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { administer, postgresForTests } from '@grantlog/testing';
import { AccountUnderTest } from '../acceptance/account-under-test.fixture.js';
import type { OpenRelayedLog } from '../acceptance/relay.fixture.js';
import { acceptRelay, FeedForRelay } from '../acceptance/relay.fixture.js';
import { until } from '../acceptance/until.fixture.js';
import { openEmbeddedLog } from '../engines/pglite/open-embedded-log.js';
import { databaseFolder } from '../engines/pglite/prepare-database.js';
import { openPglite } from '../engines/pglite/pglite-driver.js';
import { openPostgresLog } from '../engines/postgres/open-postgres-log.js';
import { openPostgres } from '../engines/postgres/postgres-driver.js';
import { guardedDriver } from '../engines/sql/guarded-driver.js';
import type { SqlSession } from '../engines/sql/sql-driver.js';
import { migrate } from '../engines/sql/migrations/migrate.js';
import { migrations } from '../engines/sql/migrations/migrations.js';
import type { SqlDriver } from '../engines/sql/sql-driver.js';
import { SqlEventLog } from '../engines/sql/sql-event-log.js';
import { claimAccounts } from './backlog-queries.js';
import { startRelay } from './start-relay.js';

jest.setTimeout(90_000);

const clock = () => new Date();

describe('the relay of a log in this process', () => {
  let engine: SqlDriver;

  beforeAll(async () => {
    engine = await openPglite(undefined, () => undefined);
  });

  afterAll(async () => {
    await engine.close();
  });

  /** One session for the log and its relays, emptied for each test: an engine takes seconds to start. */
  const onPglite: OpenRelayedLog = async (readClock, onError) => {
    await engine.script('drop schema public cascade; create schema public');
    const session: SqlDriver = {
      query: (text, values) => engine.query(text, values),
      script: (text) => engine.script(text),
      transaction: (work) => engine.transaction(work),
      close: () => Promise.resolve(),
    };
    const log = await SqlEventLog.open(session, { clock: readClock, onError, backlog: 'kept' });
    return { log, driver: () => guardedDriver(session, onError) };
  };

  acceptRelay(onPglite);

  it('is not awaited by the embedded log: it notes nothing', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'grantlog-relay-'));
    const log = await openEmbeddedLog({ directory, clock, onError: () => undefined });
    const account = new AccountUnderTest(log, '111111111111');
    await account.append(account.facts.userCreated('ada'));
    await log.close();
    const database = await openPglite(join(directory, databaseFolder), () => undefined);
    expect(await database.query('select revision from events')).toEqual([{ revision: 1n }]);
    expect(await database.query('select * from relay_backlog')).toEqual([]);
    await database.close();
    await rm(directory, { recursive: true });
  });

  it('publishes what was recorded before there were relays', async () => {
    await engine.script('drop schema public cascade; create schema public');
    await migrate(engine, migrations.slice(0, 1));
    await engine.query(
      `insert into accounts (account, head_revision, head_hash, head_time, counts)
       values ('111111111111', 7, 'h', now(), '{}'), ('222222222222', 0, 'h', now(), '{}')`,
    );
    await migrate(engine);
    expect(await engine.query('select account, first_revision, last_revision from relay_backlog')).toEqual([
      { account: '111111111111', first_revision: 1n, last_revision: 7n },
    ]);
  });
});

const server = await postgresForTests();

(server === undefined ? describe.skip : describe)('the relay of a log on PostgreSQL', () => {
  const newDatabase = () => server?.createDatabase() ?? Promise.reject(new Error('there is no server'));
  const driverOf = (url: string, onError: (error: unknown) => void): SqlDriver =>
    guardedDriver(openPostgres(url, onError), onError);

  afterAll(async () => {
    await server?.stop();
  });

  acceptRelay(async (readClock, onError) => {
    const url = await newDatabase();
    const log = await openPostgresLog({ url, clock: readClock, onError });
    return { log, driver: () => driverOf(url, onError) };
  });

  it('keeps no command waiting while the feed takes its time', async () => {
    const errors: unknown[] = [];
    const onError = (error: unknown) => errors.push(error);
    const url = await newDatabase();
    const log = await openPostgresLog({ url, clock, onError });
    const account = new AccountUnderTest(log, '111111111111');
    const feed = new FeedForRelay();
    let open: () => void = () => undefined;
    feed.gate = new Promise((resolve) => {
      open = resolve;
    });
    const relay = startRelay({ url, log, feed, clock, onError });
    await account.append(account.facts.userCreated('u0'));
    await until('the relay publishes', () => feed.attempts > 0);
    for (let turn = 1; turn <= 5; turn += 1) await account.append(account.facts.userCreated(`u${turn}`));
    expect(feed.publications).toEqual([]);
    open();
    await until('everything is published', () => feed.has(account.id, 6));
    expect(feed.revisions(account.id)).toEqual([1, 2, 3, 4, 5, 6]);
    await relay.stop();
    await log.close();
    expect(errors).toEqual([]);
  });

  it('takes over the accounts of a relay that hangs when the server ends its transaction', async () => {
    const url = await newDatabase();
    const log = await openPostgresLog({ url, clock, onError: () => undefined });
    const account = new AccountUnderTest(log, '111111111111');
    await account.append(account.facts.userCreated('ada'));
    const [hanging, feed] = [new FeedForRelay(), new FeedForRelay()];
    let release: () => void = () => undefined;
    hanging.gate = new Promise((resolve) => {
      release = resolve;
    });
    const parts = { url, log, clock, onError: () => undefined };
    const first = startRelay({ ...parts, feed: hanging });
    await until('the first relay has the account', () => hanging.attempts > 0);
    const second = startRelay({ ...parts, feed });
    await account.append(account.facts.userCreated('bob'));
    expect(feed.attempts).toBe(0);
    await until('the second relay publishes', async () => {
      // Each lane of the hanging relay takes the account once.
      await administer(
        url,
        `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'
           and state_change < now() - interval '200 ms' and datname = current_database()`,
      );
      return feed.has(account.id, 2);
    });
    release();
    await Promise.all([first.stop(), second.stop()]);
    expect(feed.revisions(account.id)).toEqual([1, 2]);
    await log.close();
  });

  it('starts while the server is down, and says that it does not deliver', async () => {
    const errors: unknown[] = [];
    const relay = startRelay({
      url: 'postgres://nobody:secret@127.0.0.1:1/none',
      log: { subscribe: () => () => undefined },
      feed: new FeedForRelay(),
      clock,
      onError: (error) => errors.push(error),
    });
    await until('it has tried', () => !relay.isDelivering);
    await expect(relay.progress()).rejects.toMatchObject({ name: 'LogUnavailableError' });
    await relay.stop();
    expect(errors[0]).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('finds the accounts that are behind without reading what else is there', async () => {
    const driver = openPostgres(await newDatabase(), () => undefined);
    await migrate(driver);
    await driver.script(
      `insert into relay_backlog select lpad((i % 1000)::text, 12, '0'), i, i, now() from generate_series(1, 200000) i;
       analyze relay_backlog`,
    );
    await driver.transaction(async (session) => {
      // What this connection did before may not be counted off yet.
      const before = await readsOf(session);
      const { claimed, isEnd } = await claimAccounts(session, '000000000499');
      const after = await readsOf(session);
      expect(claimed).toHaveLength(200);
      expect(claimed[0]).toEqual({ account: '000000000500', from: 500n });
      expect(isEnd).toBe(false);
      expect(after.scans - before.scans).toBe(0n);
      expect(after.fetched - before.fetched).toBeLessThan(1_000n);
    });
    await driver.close();
  });
});

interface Reads {
  readonly scans: bigint;
  readonly fetched: bigint;
}

/** How often a connection has read the whole backlog, and how many rows it has read through an index. */
async function readsOf(session: SqlSession): Promise<Reads> {
  const [reads] = await session.query<Reads>(
    `select seq_scan as scans, idx_tup_fetch as fetched from pg_stat_xact_user_tables where relname = 'relay_backlog'`,
  );
  return reads ?? { scans: 0n, fetched: 0n };
}
