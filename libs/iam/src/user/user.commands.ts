import type { ArnScope } from '@grantlog/account-state';
import type { Tag } from '@grantlog/events';

/** Makes a user. */
export interface CreateUser {
  readonly type: 'CreateUser';
  readonly scope: ArnScope;
  readonly userId: string;
  readonly userName: string;
  readonly path: string;
  readonly tags: readonly Tag[];
}

/** Deletes a user who has nothing left. */
export interface DeleteUser {
  readonly type: 'DeleteUser';
  readonly userName: string;
}

/** Makes a user a member of a group. */
export interface AddUserToGroup {
  readonly type: 'AddUserToGroup';
  readonly userName: string;
  readonly groupName: string;
}

/** Ends a membership. */
export interface RemoveUserFromGroup {
  readonly type: 'RemoveUserFromGroup';
  readonly userName: string;
  readonly groupName: string;
}

/** What can be asked about a user. */
export type UserCommand = CreateUser | DeleteUser | AddUserToGroup | RemoveUserFromGroup;
