import { LogUnavailableError, openPostgresLog, SchemaMismatchError } from '@grantlog/event-log';
import type { EventLog } from '@grantlog/event-log';
import { type Logger, type Settings, settingsTable, StartError } from '@grantlog/platform';

/**
 * Opens the log of a production process, and brings its schema up to date unless the settings forbid it.
 *
 * @throws StartError when the database cannot be used
 */
export async function openLog(
  { databaseUrl: url, autoMigrate }: Settings & { readonly databaseUrl: string },
  logger: Logger,
): Promise<EventLog> {
  let last: unknown;
  const onError = (error: unknown) => {
    last = error;
    logger.error({ err: error }, 'the log failed');
  };
  try {
    return await openPostgresLog({ url, clock: () => new Date(), onError, migrate: autoMigrate ?? true });
  } catch (error) {
    throw startErrorOf(error, last) ?? error;
  }
}

/** What an operator can mend about the database, in plain words; `undefined` for anything else. */
export function startErrorOf(error: unknown, driverError: unknown): StartError | undefined {
  const { name } = settingsTable.databaseUrl;
  if (error instanceof SchemaMismatchError) return new StartError(`${name}: ${error.message}`);
  if (!(error instanceof LogUnavailableError)) return undefined;
  const why = driverError instanceof Error ? driverError.message : String(driverError);
  return new StartError(`${name}: the database cannot be used: ${why}; check the address and that it runs`);
}
