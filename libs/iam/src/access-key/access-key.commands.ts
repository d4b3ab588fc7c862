import type { AccessKey } from '@grantlog/account-state';

/** Gives a user one more access key. */
export interface CreateAccessKey {
  readonly type: 'CreateAccessKey';
  readonly userName: string;
  readonly accessKeyId: string;
}

/** Makes a key work or stop working. */
export interface UpdateAccessKey {
  readonly type: 'UpdateAccessKey';
  readonly userName: string;
  readonly accessKeyId: string;
  readonly status: AccessKey['status'];
}

/** Ends a key for ever. */
export interface DeleteAccessKey {
  readonly type: 'DeleteAccessKey';
  readonly userName: string;
  readonly accessKeyId: string;
}

/** What can be asked about the access keys of a user. */
export type AccessKeyCommand = CreateAccessKey | UpdateAccessKey | DeleteAccessKey;
