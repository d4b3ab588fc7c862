import { LogUnavailableError } from '../../log-unavailable-error.js';
import type { SqlDriver, SqlSession } from './sql-driver.js';

/** Told once about each error of the engine, in the driver's own words. */
export type ErrorListener = (error: unknown) => void;

/** Wraps an engine so that no driver error leaves it: reported once, then thrown as {@link LogUnavailableError}. */
export function guardedDriver(driver: SqlDriver, onError: ErrorListener): SqlDriver {
  return {
    ...guardedSession(driver, onError),
    transaction: (work) => guardedTransaction(driver, onError, work),
    close: () => translated(onError, () => driver.close()),
  };
}

async function guardedTransaction<T>(
  driver: SqlDriver,
  onError: ErrorListener,
  work: (session: SqlSession) => Promise<T>,
): Promise<T> {
  let own: { readonly error: unknown } | undefined;
  try {
    return await driver.transaction(async (session) => {
      try {
        return await work(guardedSession(session, onError));
      } catch (error) {
        own = { error };
        throw error;
      }
    });
  } catch (error) {
    if (own?.error === error) throw error;
    throw neutral(error, onError);
  }
}

function guardedSession(session: SqlSession, onError: ErrorListener): SqlSession {
  return {
    query: (text, values) => translated(onError, () => session.query(text, values)),
    script: (text) => translated(onError, () => session.script(text)),
  };
}

async function translated<T>(onError: ErrorListener, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw neutral(error, onError);
  }
}

function neutral(error: unknown, onError: ErrorListener): LogUnavailableError {
  onError(error);
  return new LogUnavailableError();
}
