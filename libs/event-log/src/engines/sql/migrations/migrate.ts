import { hashOf } from '../../../hash-chain.js';
import type { SqlDriver, SqlSession } from '../sql-driver.js';
import type { Migration } from './migrations.js';
import { migrations } from './migrations.js';

/** The database does not belong to this version of the program; nothing was changed. The message says what to do. */
export class SchemaMismatchError extends Error {
  override readonly name = 'SchemaMismatchError';
}

/** Any number that no other program is likely to lock. */
const migrationLock = 7_412_905_113_870_001n;

const bookkeeping = `
  create table if not exists schema_migrations (
    version integer primary key,
    name text collate "C" not null,
    checksum text collate "C" not null,
    applied_at timestamptz not null default now()
  )`;

interface AppliedRow {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

/**
 * Brings the database to this program's schema, in one transaction and one process at a time, after checking that
 * what was applied before is what this program knows.
 *
 * @returns the versions that were applied now, none for a database that is up to date
 * @throws SchemaMismatchError for a database that is newer than the program or was migrated from another text.
 */
export async function migrate(
  driver: SqlDriver,
  steps: readonly Migration[] = migrations,
): Promise<readonly number[]> {
  return driver.transaction(async (session) => {
    await session.query('select pg_advisory_xact_lock($1::bigint)', [migrationLock]);
    await session.script(bookkeeping);
    const applied = await appliedSteps(session);
    for (const row of applied) checkApplied(row, steps);
    const missing = steps.slice(applied.length);
    for (const step of missing) await apply(session, step);
    return missing.map(({ version }) => version);
  });
}

/**
 * Checks that the database is at this program's schema, without changing it.
 *
 * @throws SchemaMismatchError when it is older, newer or another one.
 */
export async function checkSchema(
  session: SqlSession,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const [table] = await session.query<{ readonly found: string | null }>(
    "select to_regclass('schema_migrations')::text as found",
  );
  const applied = (table?.found ?? null) === null ? [] : await appliedSteps(session);
  for (const row of applied) checkApplied(row, steps);
  if (applied.length < steps.length) {
    throw new SchemaMismatchError(
      `the database is at schema version ${applied.length}, older than version ${steps.length} of this program; run \`npm run migrate\` or start command-service with GRANTLOG_AUTO_MIGRATE=true`,
    );
  }
}

function appliedSteps(session: SqlSession): Promise<readonly AppliedRow[]> {
  return session.query<AppliedRow>('select version, name, checksum from schema_migrations order by version');
}

function checkApplied(row: AppliedRow, steps: readonly Migration[]): void {
  const step = steps[row.version - 1];
  if (step === undefined) {
    throw new SchemaMismatchError(
      `the database is at schema version ${row.version}, newer than version ${steps.length} of this program; start a newer version of the program`,
    );
  }
  if (hashOf(step.sql) !== row.checksum) {
    throw new SchemaMismatchError(
      `migration ${row.version} \`${row.name}\` of the database differs from this program's; start the version of the program that made the database`,
    );
  }
}

async function apply(session: SqlSession, step: Migration): Promise<void> {
  await session.script(step.sql);
  await session.query('insert into schema_migrations (version, name, checksum) values ($1, $2, $3)', [
    step.version,
    step.name,
    hashOf(step.sql),
  ]);
}
