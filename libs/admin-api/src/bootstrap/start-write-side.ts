import type { ArnScope } from '@grantlog/account-state';
import type { EventLog } from '@grantlog/event-log';
import { quotasFrom } from '@grantlog/iam';
import { type Settings, settingsTable, StartError } from '@grantlog/platform';
import { createFirstAccount, type FirstAccountStart } from './create-first-account.js';
import { writePorts, type WritePorts } from './write-ports.js';

/** How a starting process speaks to whoever starts it. */
export interface StartVoice {
  /** Shows a line; for the root key, which nothing shows again. */
  readonly print: (line: string) => void;
  readonly warn: (message: string) => void;
}

/** The write side of a process, ready to serve. */
export interface WriteSide {
  /** The account that was made first. */
  readonly account: string;
  readonly ports: WritePorts;
}

/**
 * Prepares the write side on a log that is open: makes the first account where the log is empty, and prints its root
 * key at once, even where the start fails after that.
 *
 * @throws StartError when the settings do not fit the log; SecretCipherError for another master key than the log's
 */
export async function startWriteSide(
  log: EventLog,
  masterKey: string,
  settings: Settings,
  { print, warn }: StartVoice,
): Promise<WriteSide> {
  const scope = await scopeOf(log, settings);
  const ports = await writePorts({
    log,
    masterKey,
    partition: scope.partition,
    quotas: quotasFrom(settings.quotas),
  });
  const first = await firstAccount(ports, scope, settings);
  if (first.status === 'present' && first.warning !== undefined) warn(first.warning);
  for (const line of rootKeyLines(first)) print(line);
  return { account: scope.account, ports };
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
  throw new StartError(`${name}: the log was made for \`${made}\`; unset it, or use an empty log`);
}

function firstAccount(ports: WritePorts, scope: ArnScope, settings: Settings): Promise<FirstAccountStart> {
  const { rootAccessKeyId: accessKeyId, rootSecretAccessKey: secretAccessKey } = settings;
  return createFirstAccount(ports.log, {
    scope,
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
