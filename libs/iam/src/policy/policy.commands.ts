import type { ArnScope } from '@grantlog/account-state';
import type { Tag } from '@grantlog/events';

/** Makes a managed policy with its first version. */
export interface CreatePolicy {
  readonly type: 'CreatePolicy';
  readonly scope: ArnScope;
  readonly policyId: string;
  readonly policyName: string;
  readonly path: string;
  readonly policyDocument: string;
  readonly description?: string | undefined;
  readonly tags: readonly Tag[];
}

/** Deletes a managed policy that is attached nowhere and has one version. */
export interface DeletePolicy {
  readonly type: 'DeletePolicy';
  readonly policyArn: string;
}

/** Adds a version, which replaces the default one at once when asked to. */
export interface CreatePolicyVersion {
  readonly type: 'CreatePolicyVersion';
  readonly policyArn: string;
  readonly policyDocument: string;
  readonly setAsDefault: boolean;
}

/** Deletes a version that is not the default one. */
export interface DeletePolicyVersion {
  readonly type: 'DeletePolicyVersion';
  readonly policyArn: string;
  readonly versionId: string;
}

/** Makes another version the one that applies wherever the policy is attached. */
export interface SetDefaultPolicyVersion {
  readonly type: 'SetDefaultPolicyVersion';
  readonly policyArn: string;
  readonly versionId: string;
}

/** What can be asked about a managed policy. */
export type PolicyCommand =
  CreatePolicy | DeletePolicy | CreatePolicyVersion | DeletePolicyVersion | SetDefaultPolicyVersion;
