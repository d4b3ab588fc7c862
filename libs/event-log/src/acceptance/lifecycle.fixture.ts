import { toEnvelope } from '@grantlog/events';
import { keepAnswersMs } from '../engines/sql/batch/answer-store.js';
import { migrate } from '../engines/sql/migrations/migrate.js';
import { migrations } from '../engines/sql/migrations/migrations.js';
import type { SqlDriver } from '../engines/sql/sql-driver.js';
import { verifyChain } from '../hash-chain.js';
import { AccountUnderTest } from './account-under-test.fixture.js';
import type { EngineUnderTest, LogPlace } from './log-under-test.fixture.js';
import { TestClock } from './log-under-test.fixture.js';

/** What a log promises about opening, closing and its schema. */
export function acceptLifecycle(engine: EngineUnderTest): void {
  const clock = new TestClock();
  const errors: unknown[] = [];
  const options = { clock: clock.read, onError: (error: unknown) => errors.push(error) };

  async function withDriver(place: LogPlace, use: (driver: SqlDriver) => Promise<unknown>): Promise<void> {
    const driver = await place.driver();
    try {
      await use(driver);
    } finally {
      await driver.close();
    }
  }

  it('commits what was accepted before it closes, refuses what comes later, and opens with all of it', async () => {
    const place = await engine.newPlace();
    const log = await place.open(options);
    const accounts = ['111111111111', '222222222222'].map((id) => new AccountUnderTest(log, id));
    const accepted = accounts.flatMap((account) =>
      Array.from({ length: 100 }, (_, index) => account.append(account.facts.userCreated(`u${index}`))),
    );
    const closing = log.close();
    const late = log.transact('111111111111', () => Promise.resolve());
    await expect(late).rejects.toMatchObject({
      name: 'LogUnavailableError',
      message: 'the event log is closed',
    });
    await expect(log.head('111111111111')).rejects.toMatchObject({ name: 'LogUnavailableError' });
    await closing;
    await Promise.all(accepted);
    await log.close();
    expect(errors).toEqual([]);

    const reopened = await place.open(options);
    for (const { id } of accounts) {
      const events = await new AccountUnderTest(reopened, id).events();
      expect(events).toHaveLength(100);
      expect(verifyChain(events.map(toEnvelope))).toBeUndefined();
    }
    expect(reopened.logId).toBe(log.logId);
    expect(log.logId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    await reopened.close();
  });

  it('knows which account was made first', async () => {
    const place = await engine.newPlace();
    const log = await place.open(options);
    expect(await log.firstAccount()).toBeUndefined();
    for (const id of ['222222222222', '111111111111']) {
      const account = new AccountUnderTest(log, id);
      await account.append(account.facts.userCreated('u'));
      expect(await log.firstAccount()).toBe('222222222222');
      clock.advance(1);
    }
    await log.close();
  });

  it('forgets expired answers of accounts that write no more when it opens', async () => {
    const place = await engine.newPlace();
    const log = await place.open(options);
    const key = { principal: 'p', idempotencyKey: 'k' };
    const answer = { requestHash: 'h', keyId: 'm', ciphertext: 'c' };
    for (const account of ['111111111111', '222222222222']) {
      await new AccountUnderTest(log, account).run((transaction) => {
        transaction.keepAnswer(key, answer);
      });
      clock.advance(keepAnswersMs / 2);
    }
    await log.close();
    await (await place.open(options)).close();
    await withDriver(place, async (driver) => {
      expect(await driver.query('select account from kept_answers')).toEqual([{ account: '222222222222' }]);
    });
  });

  it('refuses a database that is newer than the program', async () => {
    const place = await engine.newPlace();
    const next = { version: migrations.length + 1, name: 'next', sql: 'create table next (i integer)' };
    await withDriver(place, (driver) => migrate(driver, [...migrations, next]));
    await expect(place.open(options)).rejects.toThrow(
      `the database is at schema version ${next.version}, newer than version ${migrations.length} of this program`,
    );
  });

  it('refuses a database that was migrated from another text, and rolls a failing migration back', async () => {
    const place = await engine.newPlace();
    const failing = {
      version: 2,
      name: 'failing',
      sql: 'create table half (i integer); select no_such_thing;',
    };
    await withDriver(place, async (driver) => {
      const [first] = migrations;
      if (first === undefined) throw new Error('there is a first migration');
      await migrate(driver, [{ ...first, sql: `${first.sql}-- edited` }]);
      await expect(migrate(driver, [first, failing])).rejects.toThrow(
        'migration 1 `log` of the database differs',
      );
      await expect(migrate(driver, [{ ...first, sql: `${first.sql}-- edited` }, failing])).rejects.toThrow();
      expect(await driver.query("select to_regclass('half')::text as half")).toEqual([{ half: null }]);
    });
    await expect(place.open(options)).rejects.toMatchObject({ name: 'SchemaMismatchError' });
  });

  it('has an index that refuses two open documents of one name, whatever a program does', async () => {
    const place = await engine.newPlace();
    await withDriver(place, async (driver) => {
      await migrate(driver);
      const insert = (account: string, id: string, until: bigint | null) =>
        driver.query(
          `insert into documents (account, kind, id, from_revision, until_revision, name_key, path, refs, body)
           values ($1, 'user', $2, 1, $3, 'ada', '/', '{}', '{}')`,
          [account, id, until],
        );
      await insert('111111111111', 'A', null);
      await insert('222222222222', 'A', null);
      await insert('111111111111', 'B', 2n);
      await expect(insert('111111111111', 'C', null)).rejects.toMatchObject({ code: '23505' });
      expect(await driver.query("select from_revision from documents where id = 'B'")).toEqual([
        { from_revision: 1n },
      ]);
    });
  });
}
