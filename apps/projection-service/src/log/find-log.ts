import type { SigningKeyCopy } from '@grantlog/decision';
import {
  type EventLogReader,
  LogUnavailableError,
  openPostgresReader,
  SchemaMismatchError,
} from '@grantlog/event-log';
import { type Logger, settingsTable, StartError } from '@grantlog/platform';
import { LateReader } from './late-reader.js';

/**
 * The log that this process follows: the database's, or the one that the warm copy was made from while the database is
 * down. In that case its id is known, accounts come from the copy, and the log is opened when it can be reached.
 *
 * @throws StartError when neither can be asked, or the database is not one of this version of the program
 */
export async function findLog(
  url: string,
  copy: Pick<SigningKeyCopy, 'signingKeys'>,
  logger: Logger,
): Promise<EventLogReader> {
  let last: unknown;
  const open = () =>
    openPostgresReader({
      url,
      onError: (error) => {
        last = error;
        logger.error({ err: error }, 'the log failed');
      },
    });
  try {
    return await open();
  } catch (error) {
    if (error instanceof SchemaMismatchError) {
      throw new StartError(`${settingsTable.databaseUrl.name}: ${error.message}`);
    }
    if (!(error instanceof LogUnavailableError)) throw error;
  }
  const copied = await copy.signingKeys().catch(() => undefined);
  if (copied === undefined) throw nothingToStartFrom(last);
  logger.warn('the database cannot be used; starting from the copy in Redis');
  return new LateReader(copied.logId, open);
}

function nothingToStartFrom(driverError: unknown): StartError {
  const { databaseUrl, redisUrl } = settingsTable;
  const why = driverError instanceof Error ? driverError.message : String(driverError);
  return new StartError(
    `${databaseUrl.name}: the database cannot be used: ${why}; and ${redisUrl.name} holds no copy to start from; ` +
      'start the database, or check both addresses',
  );
}
