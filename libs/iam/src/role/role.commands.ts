import type { ArnScope } from '@grantlog/account-state';
import type { Tag } from '@grantlog/events';

/** Makes a role. */
export interface CreateRole {
  readonly type: 'CreateRole';
  readonly scope: ArnScope;
  readonly roleId: string;
  readonly roleName: string;
  readonly path: string;
  readonly assumeRolePolicyDocument: string;
  readonly description?: string | undefined;
  /** Seconds, 3600..43200. */
  readonly maxSessionDuration: number;
  readonly tags: readonly Tag[];
}

/** Deletes a role that has no policies. */
export interface DeleteRole {
  readonly type: 'DeleteRole';
  readonly roleName: string;
}

/** Replaces the policy that says who may assume a role. */
export interface UpdateAssumeRolePolicy {
  readonly type: 'UpdateAssumeRolePolicy';
  readonly scope: ArnScope;
  readonly roleName: string;
  readonly policyDocument: string;
}

/** Changes what is said of a role and how long its sessions may last; what is absent stays. */
export interface UpdateRole {
  readonly type: 'UpdateRole';
  readonly roleName: string;
  readonly description?: string | undefined;
  /** Seconds, 3600..43200. */
  readonly maxSessionDuration?: number | undefined;
}

/** What can be asked about a role. */
export type RoleCommand = CreateRole | DeleteRole | UpdateAssumeRolePolicy | UpdateRole;
