import { listenersOf, listeningLine, readTls, settingsTable, StartError } from '@grantlog/platform';
import type { Logger, Settings } from '@grantlog/platform';
import { startWriteSide } from '@grantlog/admin-api';
import { SecretCipherError } from '@grantlog/credentials';
import {
  DamagedDirectoryError,
  DirectoryInUseError,
  openEmbeddedLog,
  SchemaMismatchError,
} from '@grantlog/event-log';
import type { EventLog } from '@grantlog/event-log';
import { masterKeyFile, masterKeyOf } from './data-directory/master-key-file.js';
import { serve } from './serve.js';

const defaults = { http: { host: '127.0.0.1', port: 8080 }, grpc: { host: '127.0.0.1', port: 50_051 } };

/**
 * Starts both sides in this process on the embedded engine and resolves when they serve.
 *
 * @param print shows a line to whoever starts the process: the root key as soon as it is made, even where the start
 * fails after that, because nothing shows it again; at the end where the process listens.
 * @throws SettingsError or StartError, and leaves nothing open.
 */
export async function startStandalone(
  settings: Settings,
  logger: Logger,
  print: (line: string) => void,
): Promise<void> {
  const { addresses, warnings } = listenersOf(settings, defaults);
  const tls = readTls(settings);
  for (const warning of warnings) logger.warn(warning);
  const { log, masterKey } = await openLog(settings, logger);
  try {
    const warn = (message: string) => {
      logger.warn(message);
    };
    const { account, ports } = await startWriteSide(log, masterKey, settings, { print, warn });
    print(listeningLine(await serve(ports, { account, addresses, logger, tls })));
  } catch (error) {
    await log.close();
    throw error instanceof SecretCipherError ? wrongMasterKey(error, settings) : error;
  }
}

/** Another master key than the one that sealed what the log holds, or none at all. */
function wrongMasterKey({ message }: SecretCipherError, { masterKey }: Settings): StartError {
  const place =
    masterKey === undefined ? `the file ${masterKeyFile} in` : `${settingsTable.masterKey.name} for`;
  return new StartError(`${place} the data directory: ${message}`);
}

async function openLog(
  settings: Settings,
  logger: Logger,
): Promise<{ readonly log: EventLog; readonly masterKey: string }> {
  const directory = settings.dataDir ?? './.grantlog';
  const onError = (error: unknown) => {
    logger.error({ err: error }, 'the log failed');
  };
  try {
    const masterKey = settings.masterKey ?? (await masterKeyOf(directory));
    return { log: await openEmbeddedLog({ directory, clock: () => new Date(), onError }), masterKey };
  } catch (error) {
    if (
      error instanceof DirectoryInUseError ||
      error instanceof DamagedDirectoryError ||
      error instanceof SchemaMismatchError ||
      isSystemError(error)
    ) {
      throw new StartError(`GRANTLOG_DATA_DIR: ${error.message}`);
    }
    throw error;
  }
}

/** What the operating system says about a directory: missing rights, a full disk, a file in the way. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
