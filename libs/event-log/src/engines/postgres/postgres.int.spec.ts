import { jest } from '@jest/globals';
import { toEnvelope } from '@grantlog/events';
import { administer, postgresForTests } from '@grantlog/testing';
import { AccountUnderTest } from '../../acceptance/account-under-test.fixture.js';
import { acceptEventLog } from '../../acceptance/event-log-acceptance.fixture.js';
import { TestClock } from '../../acceptance/log-under-test.fixture.js';
import type { EventLog } from '../../event-log.js';
import { LogUnavailableError } from '../../log-unavailable-error.js';
import { verifyChain } from '../../hash-chain.js';
import { openPostgresLog } from './open-postgres-log.js';
import { openPostgres } from './postgres-driver.js';

jest.setTimeout(60_000);

const server = await postgresForTests();
const accounts = ['111111111111', '222222222222'];

(server === undefined ? describe.skip : describe)('the log on PostgreSQL', () => {
  const newDatabase = () => server?.createDatabase() ?? Promise.reject(new Error('there is no server'));
  const errors: unknown[] = [];
  const options = { clock: new TestClock().read, onError: (error: unknown) => errors.push(error) };

  afterEach(() => {
    errors.length = 0;
  });

  afterAll(async () => {
    await server?.stop();
  });

  acceptEventLog({
    newPlace: async () => {
      const url = await newDatabase();
      return {
        open: (logOptions) => openPostgresLog({ ...logOptions, url }),
        driver: () => Promise.resolve(openPostgres(url, options.onError)),
      };
    },
  });

  it('stays dense when two processes write the same accounts at the same time', async () => {
    const url = await newDatabase();
    const logs = await Promise.all([1, 2].map(() => openPostgresLog({ ...options, url })));
    const createAll = async (log: EventLog, id: string, writer: number) => {
      const { facts } = new AccountUnderTest(log, id);
      let created = 0;
      for (let turn = 0; turn < 15; turn += 1) {
        const name = `u${writer}-${turn}`;
        await log.transact(id, async (transaction) => {
          if ((await transaction.byName('user', name)) !== undefined) return;
          await transaction.append(facts.metadata(), [facts.userCreated(name)]);
          created += 1;
        });
      }
      return created;
    };
    const writers = [0, 1, 2, 3];
    const created = await Promise.all(
      logs.flatMap((log) => accounts.flatMap((id) => writers.map((writer) => createAll(log, id, writer)))),
    );
    expect(created.reduce((sum, count) => sum + count)).toBe(60 * accounts.length);
    for (const log of logs) {
      for (const id of accounts) {
        const account = new AccountUnderTest(log, id);
        expect(verifyChain(await account.envelopes())).toBeUndefined();
        expect(await log.head(id)).toMatchObject({ revision: 60n, counts: { user: 60 } });
      }
    }
    expect(logs[0]?.logId).toBe(logs[1]?.logId);
    await Promise.all(logs.map((log) => log.close()));
    expect(errors).toEqual([]);
  });

  it("sees another process's write in the next command although it knows the document", async () => {
    const url = await newDatabase();
    const [mine, theirs] = await Promise.all([
      openPostgresLog({ ...options, url }),
      openPostgresLog({ ...options, url }),
    ]);
    for (const id of accounts) {
      const [here, there] = [new AccountUnderTest(mine, id), new AccountUnderTest(theirs, id)];
      await here.append([here.facts.userCreated('ada'), here.facts.groupCreated('staff')]);
      await there.append(there.facts.addedToGroup('ada', 'staff'));
      const { result } = await mine.transact(id, (transaction) => transaction.byName('user', 'ada'));
      expect(result).toMatchObject({ groups: ['GROUP-staff'] });
    }
    await Promise.all([mine.close(), theirs.close()]);
  });

  it('answers a command whose connection breaks that the log is not available, and the next one works', async () => {
    const url = await newDatabase();
    const log = await openPostgresLog({ ...options, url });
    const [mine, other] = accounts.map((id) => new AccountUnderTest(log, id));
    if (mine === undefined || other === undefined) throw new Error('there are two accounts');
    await other.append(other.facts.userCreated('ada'));
    const broken = [
      mine.append(mine.facts.userCreated('before')),
      log.transact(mine.id, async (transaction) => {
        await transaction.append(mine.facts.metadata(), [mine.facts.userCreated('ada')]);
        await endConnections(url);
      }),
      mine.append(mine.facts.userCreated('after')),
    ];
    for (const { status, ...rest } of await Promise.allSettled(broken)) {
      expect(status).toBe('rejected');
      expect(rest).toMatchObject({ reason: new LogUnavailableError() });
    }
    expect(errors.length).toBeGreaterThan(0);
    await expect(mine.append(mine.facts.userCreated('ada'))).resolves.toMatchObject({ revision: 1n });
    expect((await other.events()).map(toEnvelope)).toHaveLength(1);
    await log.close();
  });

  it('survives that idle connections are ended', async () => {
    const url = await newDatabase();
    let onError: (error: unknown) => void = () => undefined;
    const reported = new Promise((resolve) => {
      onError = resolve;
    });
    const log = await openPostgresLog({ ...options, url, onError });
    await endConnections(url);
    expect(await reported).toMatchObject({ code: '57P01' });
    await expect(log.signingKeys()).resolves.toEqual([]);
    await log.close();
  });

  it('says neutrally that a server is not there', async () => {
    const url = 'postgres://nobody:secret@127.0.0.1:1/none';
    await expect(openPostgresLog({ ...options, url })).rejects.toEqual(new LogUnavailableError());
    expect(errors).toMatchObject([{ code: 'ECONNREFUSED' }]);
  });

  it('opens an empty database from several processes at once', async () => {
    const url = await newDatabase();
    const logs = await Promise.all([1, 2, 3, 4].map(() => openPostgresLog({ ...options, url })));
    expect(new Set(logs.map(({ logId }) => logId)).size).toBe(1);
    await Promise.all(logs.map((log) => log.close()));
  });
});

/** Ends every connection of the log to this database, as a restarting server does. */
function endConnections(url: string): Promise<void> {
  return administer(
    url,
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'grantlog' and datname = current_database()",
  );
}
