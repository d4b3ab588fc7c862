import type {
  AccessKey,
  AccountDocument,
  GroupDocument,
  PolicyDocument,
  PolicyVersion,
  RoleDocument,
  UserDocument,
} from '@grantlog/account-state';
import { documentView } from './document-view.js';
import type { JsonObject } from './operation.js';

/** A user as lists show it. */
export function userView({ path, name, id, arn, createDate }: UserDocument): JsonObject {
  return { path, userName: name, userId: id, arn, createDate };
}

/** The root user of an account, which has no name. */
export function rootView({ id, arn, createDate }: AccountDocument): JsonObject {
  return { path: '/', userId: id, arn, createDate };
}

/** A group. */
export function groupView({ path, name, id, arn, createDate }: GroupDocument): JsonObject {
  return { path, groupName: name, groupId: id, arn, createDate };
}

/** A role as lists show it. */
export function roleView(role: RoleDocument): JsonObject {
  const { path, name, id, arn, createDate, description, maxSessionDuration, trustPolicy } = role;
  const assumeRolePolicyDocument = documentView(trustPolicy.document);
  return {
    path,
    roleName: name,
    roleId: id,
    arn,
    createDate,
    description,
    maxSessionDuration,
    assumeRolePolicyDocument,
  };
}

/** A managed policy as lists show it; permissions boundaries do not exist yet. */
export function policyView(policy: PolicyDocument, attachmentCount: number): JsonObject {
  const { name, id, arn, path, description, defaultVersionId, createDate, updateDate } = policy;
  return {
    policyName: name,
    policyId: id,
    arn,
    path,
    description,
    defaultVersionId,
    attachmentCount,
    permissionsBoundaryUsageCount: 0,
    isAttachable: true,
    createDate,
    updateDate,
  };
}

/** One version of a managed policy without its document, as lists show it. */
export function versionView({ id, createDate }: PolicyVersion, policy: PolicyDocument): JsonObject {
  return { versionId: id, isDefaultVersion: id === policy.defaultVersionId, createDate };
}

/** A managed policy as the lists of what is attached show it. */
export function attachedPolicyView({ name, arn }: PolicyDocument): JsonObject {
  return { policyName: name, policyArn: arn };
}

/** An access key; its secret is never shown again. */
export function accessKeyView({ id, status, createDate }: AccessKey, user: UserDocument): JsonObject {
  return { userName: user.name, accessKeyId: id, status, createDate };
}
