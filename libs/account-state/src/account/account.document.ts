import type { RecordedEvent } from '@grantlog/events';
import { addAccessKey } from '../access-keys.js';
import type { AccessKey } from '../identity.js';

/** The account itself at one revision: its root user and the root's access keys. */
export interface AccountDocument {
  readonly kind: 'account';
  /** 12 digits. */
  readonly id: string;
  readonly name: string;
  /** ARN of the root user. */
  readonly arn: string;
  readonly createDate: string;
  readonly accessKeys: readonly AccessKey[];
}

/** The account after an event that {@link documentKey} assigns to it. */
export function evolveAccount(
  account: AccountDocument | undefined,
  event: RecordedEvent,
): AccountDocument | undefined {
  if (event.type === 'AccountCreated') {
    const { accountId, accountName, rootArn } = event.data;
    return {
      kind: 'account',
      id: accountId,
      name: accountName ?? accountId,
      arn: rootArn,
      createDate: event.time,
      accessKeys: [],
    };
  }
  if (account === undefined || event.type !== 'RootAccessKeyCreated') return account;
  return addAccessKey(account, event.data.accessKeyId, event.time);
}
