import { listenersOf, listeningLine, settingsTable, StartError } from '@grantlog/platform';
import type { Logger, Settings } from '@grantlog/platform';
import type { ArnScope } from '@grantlog/account-state';
import { createFirstAccount } from '@grantlog/admin-api';
import type { FirstAccountStart } from '@grantlog/admin-api';
import { SecretCipherError } from '@grantlog/credentials';
import {
  DamagedDirectoryError,
  DirectoryInUseError,
  openEmbeddedLog,
  SchemaMismatchError,
} from '@grantlog/event-log';
import type { EventLog } from '@grantlog/event-log';
import { quotasFrom } from '@grantlog/iam';
import { masterKeyFile, masterKeyOf } from './data-directory/master-key-file.js';
import type { Ports } from './ports.js';
import { portsOf } from './ports.js';
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
  for (const warning of warnings) logger.warn(warning);
  const { log, masterKey } = await openLog(settings, logger);
  try {
    const { account, partition } = await scopeOf(log, settings);
    const ports = await portsOf({ log, masterKey, partition, quotas: quotasFrom(settings.quotas) });
    const first = await firstAccount(ports, account, settings);
    if (first.status === 'present' && first.warning !== undefined) logger.warn(first.warning);
    for (const line of rootKeyLines(first)) print(line);
    print(listeningLine(await serve(ports, { account, addresses, logger })));
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

/** The account and partition of the log, or those to make when the log is empty. */
async function scopeOf(log: EventLog, { accountId, partition }: Settings): Promise<ArnScope> {
  const account = await log.firstAccount();
  if (account === undefined) return { account: accountId ?? '123456789012', partition: partition ?? 'aws' };
  const root = await (await log.at(account))?.byId('account', account);
  const made = { account, partition: root?.arn.split(':')[1] ?? 'aws' };
  requireSame(settingsTable.accountId.name, accountId, made.account);
  requireSame(settingsTable.partition.name, partition, made.partition);
  return made;
}

function requireSame(name: string, wanted: string | undefined, made: string): void {
  if (wanted === undefined || wanted === made) return;
  throw new StartError(`${name}: the log was made for \`${made}\`; unset it, or use an empty data directory`);
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
