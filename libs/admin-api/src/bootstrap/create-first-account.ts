import { randomUUID } from 'node:crypto';
import { type ArnScope, rootArn } from '@grantlog/account-state';
import {
  AccessKeySecrets,
  type RandomBytes,
  sealAccessKeySecret,
  type SecretCipher,
} from '@grantlog/credentials';
import type { AccountTransaction, EventLog, StoredSecret } from '@grantlog/event-log';
import { event } from '@grantlog/events';
import { makeAccessKey } from '../execution/new-credentials.js';
import { accessKeyStore } from './key-stores.js';

/** An access key of the account's root user, with its secret in the clear. */
export interface RootKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The first account of a log, as the settings describe it. */
export interface FirstAccount {
  readonly scope: ArnScope;
  /** The root key that is configured; a random one is made where there is none. */
  readonly rootKey?: RootKey;
  readonly cipher: SecretCipher;
  readonly random: RandomBytes;
}

/** What became of the first account at this start. */
export type FirstAccountStart =
  /** It was made now. `madeKey` is the random root key: to be shown once, because nothing shows it again. */
  | { readonly status: 'created'; readonly madeKey?: RootKey }
  /** It was there. `warning` says that the configured root key is not the one of the log and is ignored. */
  | { readonly status: 'present'; readonly warning?: string };

/**
 * Makes the account and its root key when the log has no such account yet. Several processes may start at once: one
 * of them makes it.
 *
 * @throws LogUnavailableError
 */
export async function createFirstAccount(log: EventLog, first: FirstAccount): Promise<FirstAccountStart> {
  const { account } = first.scope;
  if ((await log.head(account)) === undefined) {
    const { result } = await log.transact(account, (transaction) => create(transaction, first));
    if (result !== undefined) return result;
  }
  const isIgnored = first.rootKey !== undefined && !(await isKeyOfLog(log, first.rootKey, first));
  if (!isIgnored) return { status: 'present' };
  const warning = `the configured root access key is not one of account \`${account}\` and is ignored; use the key that the account was made with`;
  return { status: 'present', warning };
}

async function create(
  transaction: AccountTransaction,
  first: FirstAccount,
): Promise<FirstAccountStart | undefined> {
  if (transaction.revision > 0n) return undefined;
  const { scope, rootKey: given } = first;
  const { account } = scope;
  const key = given === undefined ? makeAccessKey(account, first.cipher, first.random) : sealed(given, first);
  const actor = rootArn(scope);
  // Nobody called: the process itself acts for the root, whose account begins here.
  const metadata = {
    actor,
    action: 'grantlog:CreateAccount',
    requestId: randomUUID(),
    sourceIp: '127.0.0.1',
  };
  await transaction.append(metadata, [
    event('AccountCreated', { accountId: account, rootArn: actor }),
    event('RootAccessKeyCreated', { accessKeyId: key.accessKeyId, rootArn: actor }),
  ]);
  transaction.putSecret(storedSecret(account, key));
  const { accessKeyId, secretAccessKey } = key;
  return given === undefined
    ? { status: 'created', madeKey: { accessKeyId, secretAccessKey } }
    : { status: 'created' };
}

type SealedKey = ReturnType<typeof makeAccessKey>;

function sealed({ accessKeyId, secretAccessKey }: RootKey, { scope, cipher }: FirstAccount): SealedKey {
  const place = { account: scope.account, accessKeyId };
  return { accessKeyId, secretAccessKey, sealed: sealAccessKeySecret(cipher, place, secretAccessKey) };
}

function storedSecret(account: string, key: SealedKey): StoredSecret {
  return { account, accessKeyId: key.accessKeyId, ownerKind: 'root', ownerId: account, ...key.sealed };
}

async function isKeyOfLog(log: EventLog, key: RootKey, { scope, cipher }: FirstAccount): Promise<boolean> {
  const found = await new AccessKeySecrets(accessKeyStore(log), cipher).find(key.accessKeyId);
  const { account, ownerKind } = found?.key ?? {};
  return found?.secretAccessKey === key.secretAccessKey && account === scope.account && ownerKind === 'root';
}
