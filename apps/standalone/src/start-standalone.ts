import { settingsTable } from '@grantlog/platform';
import type { Logger, Settings } from '@grantlog/platform';
import { createFirstAccount } from '@grantlog/admin-api';
import type { FirstAccountStart } from '@grantlog/admin-api';
import { SecretCipherError } from '@grantlog/credentials';
import { DirectoryInUseError, openEmbeddedLog, SchemaMismatchError } from '@grantlog/event-log';
import type { EventLog } from '@grantlog/event-log';
import { quotasFrom } from '@grantlog/iam';
import { masterKeyFile, masterKeyOf } from './data-directory/master-key-file.js';
import { listenersOf } from './listeners.js';
import type { Ports } from './ports.js';
import { portsOf } from './ports.js';
import { serve } from './serve.js';
import { StartError } from './start-error.js';

/**
 * Starts both sides in this process on the embedded engine and resolves when they serve.
 *
 * @returns the lines to print: the root key where it was made now, then where the process listens.
 * @throws SettingsError or StartError, and leaves nothing open.
 */
export async function startStandalone(
  settings: Settings,
  logger: Logger,
): Promise<{ readonly lines: readonly string[] }> {
  const { partition = 'aws' } = settings;
  const listeners = listenersOf(settings);
  for (const warning of listeners.warnings) logger.warn(warning);
  const { log, masterKey } = await openLog(settings, logger);
  try {
    const account = await accountOf(log, settings);
    const ports = await portsOf({ log, masterKey, partition, quotas: quotasFrom(settings.quotas) });
    const first = await firstAccount(ports, account, settings);
    if (first.status === 'present' && first.warning !== undefined) logger.warn(first.warning);
    const { http, grpc, revision } = await serve(ports, { account, listeners, logger });
    const where = `listening http=${http} grpc=${grpc} account=${account} revision=${revision}`;
    return { lines: [...rootKeyLines(first), where] };
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

/** The account of the log, or the one to make when the log is empty. */
async function accountOf(log: EventLog, { accountId }: Settings): Promise<string> {
  const present = await log.firstAccount();
  if (present !== undefined && accountId !== undefined && accountId !== present) {
    const name = settingsTable.accountId.name;
    throw new StartError(
      `${name}: the log was made for account ${present}; unset it, or use an empty data directory`,
    );
  }
  return present ?? accountId ?? '123456789012';
}

async function firstAccount(ports: Ports, account: string, settings: Settings): Promise<FirstAccountStart> {
  const { rootAccessKeyId: accessKeyId, rootSecretAccessKey: secretAccessKey } = settings;
  return createFirstAccount(ports.log, {
    scope: { partition: ports.partition, account },
    cipher: ports.cipher,
    random: ports.random,
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { rootKey: { accessKeyId, secretAccessKey } }),
  });
}

function rootKeyLines(first: FirstAccountStart): readonly string[] {
  if (first.status !== 'created' || first.madeKey === undefined) return [];
  const { accessKeyId, secretAccessKey } = first.madeKey;
  return [
    'The root key of the new account, shown this once. Paste these lines where you call from:',
    `export AWS_ACCESS_KEY_ID=${accessKeyId}`,
    `export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
  ];
}
