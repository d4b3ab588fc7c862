import { jest } from '@jest/globals';
import { postgresForTests } from '@grantlog/testing';
import { AccountUnderTest } from '../../acceptance/account-under-test.fixture.js';
import { LogUnavailableError } from '../../log-unavailable-error.js';
import { SqlEventLog } from '../sql/sql-event-log.js';
import { openPostgresLog } from './open-postgres-log.js';
import { openPostgres } from './postgres-driver.js';

jest.setTimeout(60_000);

const server = await postgresForTests();
const id = '111111111111';
const clock = () => new Date('2026-01-01T00:00:00Z');
const onError = () => undefined;

(server === undefined ? describe.skip : describe)('a writer that hangs inside a command', () => {
  afterAll(async () => {
    await server?.stop();
  });

  it('gives the account back to others after a time, and its own command is not recorded', async () => {
    const url = (await server?.createDatabase()) ?? '';
    const theirs = await openPostgresLog({ url, clock, onError });
    const driver = openPostgres(url, onError, { idleTransactionTimeoutMs: 300 });
    const mine = await SqlEventLog.open(driver, { clock, onError, backlog: 'kept' });
    const [here, there] = [new AccountUnderTest(mine, id), new AccountUnderTest(theirs, id)];
    let hang = () => undefined as unknown;
    const hanging = new Promise<void>((resolve) => {
      hang = () => {
        resolve();
      };
    });
    let goOn = () => undefined as unknown;
    const command = mine.transact(id, async (transaction) => {
      await transaction.append(here.facts.metadata(), [here.facts.userCreated('lost')]);
      hang();
      await new Promise<void>((resolve) => {
        goOn = () => {
          resolve();
        };
      });
    });
    const refused = expect(command).rejects.toEqual(new LogUnavailableError());
    await hanging;
    await expect(there.append(there.facts.userCreated('ada'))).resolves.toMatchObject({ revision: 1n });
    goOn();
    await refused;
    await expect(here.append(here.facts.userCreated('bob'))).resolves.toMatchObject({ revision: 2n });
    await Promise.all([mine.close(), theirs.close()]);
  });

  it('has ten seconds where nobody says otherwise', async () => {
    const driver = openPostgres((await server?.createDatabase()) ?? '', onError);
    const [row] = await driver.query<{ readonly idle_in_transaction_session_timeout: string }>(
      'show idle_in_transaction_session_timeout',
    );
    expect(row).toEqual({ idle_in_transaction_session_timeout: '10s' });
    await driver.close();
  });
});
