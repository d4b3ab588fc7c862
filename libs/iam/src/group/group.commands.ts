import type { ArnScope } from '@grantlog/account-state';

/** Makes a group. */
export interface CreateGroup {
  readonly type: 'CreateGroup';
  readonly scope: ArnScope;
  readonly groupId: string;
  readonly groupName: string;
  readonly path: string;
}

/** Deletes a group that has neither members nor policies. */
export interface DeleteGroup {
  readonly type: 'DeleteGroup';
  readonly groupName: string;
}

/** What can be asked about a group itself; memberships belong to users. */
export type GroupCommand = CreateGroup | DeleteGroup;
