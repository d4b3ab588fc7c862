import { startedOrSkipped } from '../started-or-skipped.js';
import { startNativePostgres } from './native-postgres.js';
import { databasesOf, type OwnPostgres, type PostgresServer } from './postgres-server.js';

/** How a PostgreSQL of one's own differs. */
export interface OwnPostgresOptions {
  /** An existing directory to keep the data in, such as a small file system. */
  readonly directory?: string;
  /** More flags of `postgres`, such as `['-c', 'max_connections=10']`. */
  readonly flags?: readonly string[];
}

/**
 * The PostgreSQL of this test run: the server of `TEST_DATABASE_URL`, else a new one. `undefined` when there is none; the
 * caller then skips its tests.
 *
 * @throws Error when there is none, with `REQUIRE_SERVICES=true`
 */
export function postgresForTests(): Promise<PostgresServer | undefined> {
  const url = process.env['TEST_DATABASE_URL'];
  if (url === undefined || url === '') return ownPostgresForTests();
  const { dropAll, ...server } = databasesOf(url);
  return Promise.resolve({ ...server, stop: dropAll });
}

/** A new PostgreSQL that nobody else uses, so that it may be killed; `undefined` as in `postgresForTests`. */
export function ownPostgresForTests(options: OwnPostgresOptions = {}): Promise<OwnPostgres | undefined> {
  return startedOrSkipped('postgres', {
    native: () => startNativePostgres(options),
    containers: async () => {
      const { startPostgresContainer } = await import('../containers/postgres-container.js');
      return startPostgresContainer(options);
    },
  });
}
