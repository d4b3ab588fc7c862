import { LogUnavailableError } from '../../log-unavailable-error.js';
import { guardedDriver } from './guarded-driver.js';
import type { SqlDriver, SqlSession } from './sql-driver.js';

const failure = new Error('connection to 10.0.0.7 as user grantlog refused');
const unavailable = new LogUnavailableError();

const session: SqlSession = { query: () => Promise.resolve([]), script: () => Promise.resolve() };

/** An engine in which nothing fails but what is given. */
function engine(failing: Partial<SqlDriver>): { driver: SqlDriver; reported: unknown[] } {
  const reported: unknown[] = [];
  const driver: SqlDriver = {
    ...session,
    transaction: (work) => work(session),
    close: () => Promise.resolve(),
    ...failing,
  };
  return { driver: guardedDriver(driver, (error) => reported.push(error)), reported };
}

describe('guardedDriver', () => {
  it.each(['query', 'script', 'close'] as const)(
    'reports the failure of %s and throws a neutral error',
    async (call) => {
      const { driver, reported } = engine({ [call]: () => Promise.reject(failure) });
      await expect(driver[call]('select 1')).rejects.toEqual(unavailable);
      expect(reported).toEqual([failure]);
    },
  );

  it('reports the failure of a begin or commit and throws a neutral error', async () => {
    const { driver, reported } = engine({ transaction: () => Promise.reject(failure) });
    await expect(driver.transaction(() => Promise.resolve())).rejects.toEqual(unavailable);
    expect(reported).toEqual([failure]);
  });

  it('reports the failure of a statement in a transaction once', async () => {
    const broken = { ...session, query: () => Promise.reject(failure) };
    const { driver, reported } = engine({ transaction: (work) => work(broken) });
    await expect(driver.transaction((inside) => inside.query('select 1'))).rejects.toEqual(unavailable);
    expect(reported).toEqual([failure]);
  });

  it('lets what the work throws through as it is, and does not report it', async () => {
    const own = new Error('the rules say no');
    const { driver, reported } = engine({});
    await expect(driver.transaction(() => Promise.reject(own))).rejects.toBe(own);
    expect(reported).toEqual([]);
  });
});
