/**
 * STORAGE FORMAT. Every name in this file is written into logs that are kept for ever: a type, a field or its
 * meaning never changes. An optional field may be added; anything else is a new schema version with an upcaster.
 */

/** A tag as IAM writes it: key 1 to 128 characters, value 0 to 256. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The user that a fact is about, named so that the fact is readable by itself. */
export interface UserNamed {
  readonly userName: string;
  readonly userId: string;
  readonly userArn: string;
}

/** The group that a fact is about. */
export interface GroupNamed {
  readonly groupName: string;
  readonly groupId: string;
  readonly groupArn: string;
}

/** The role that a fact is about. */
export interface RoleNamed {
  readonly roleName: string;
  readonly roleId: string;
  readonly roleArn: string;
}

/** The managed policy that a fact is about. */
export interface PolicyNamed {
  readonly policyName: string;
  readonly policyId: string;
  readonly policyArn: string;
}

/**
 * A user or role that a trust policy names, pinned to its unique id when the policy was written: recreating an
 * entity of the same name does not restore trust (AWS IAM User Guide, "AWS JSON policy elements: Principal").
 */
export interface TrustedPrincipal {
  readonly arn: string;
  readonly id: string;
}

interface InlinePolicyPut {
  readonly policyName: string;
  /** The policy document as the administrator sent it. */
  readonly policyDocument: string;
}

interface InlinePolicyDeleted {
  readonly policyName: string;
}

interface AccessKeyNamed {
  readonly accessKeyId: string;
}

interface Created {
  readonly path: string;
  readonly tags?: readonly Tag[];
}

interface TrustPolicy {
  readonly policyDocument: string;
  readonly trustedPrincipals: readonly TrustedPrincipal[];
}

interface IssuedSession {
  /** The id (`ASIA…`) of the temporary access key. */
  readonly accessKeyId: string;
  readonly durationSeconds: number;
  /** RFC 3339 UTC. */
  readonly expiration: string;
}

/** What each type of event says, by type. Secret material is never in an event. */
export interface EventData {
  AccountCreated: { readonly accountId: string; readonly accountName?: string; readonly rootArn: string };
  RootAccessKeyCreated: AccessKeyNamed & { readonly rootArn: string };

  UserCreated: UserNamed & Created;
  UserDeleted: UserNamed;
  UserAddedToGroup: UserNamed & GroupNamed;
  UserRemovedFromGroup: UserNamed & GroupNamed;
  PolicyAttachedToUser: UserNamed & PolicyNamed;
  PolicyDetachedFromUser: UserNamed & PolicyNamed;
  InlinePolicyPutOnUser: UserNamed & InlinePolicyPut;
  InlinePolicyDeletedFromUser: UserNamed & InlinePolicyDeleted;
  AccessKeyCreated: UserNamed & AccessKeyNamed;
  AccessKeyActivated: UserNamed & AccessKeyNamed;
  AccessKeyDeactivated: UserNamed & AccessKeyNamed;
  AccessKeyDeleted: UserNamed & AccessKeyNamed;

  GroupCreated: GroupNamed & { readonly path: string };
  GroupDeleted: GroupNamed;
  PolicyAttachedToGroup: GroupNamed & PolicyNamed;
  PolicyDetachedFromGroup: GroupNamed & PolicyNamed;
  InlinePolicyPutOnGroup: GroupNamed & InlinePolicyPut;
  InlinePolicyDeletedFromGroup: GroupNamed & InlinePolicyDeleted;

  RoleCreated: RoleNamed &
    Created &
    TrustPolicy & { readonly description?: string; readonly maxSessionDuration: number };
  RoleDeleted: RoleNamed;
  RoleTrustPolicyReplaced: RoleNamed & TrustPolicy;
  RoleDescriptionChanged: RoleNamed & { readonly description: string };
  RoleSessionLimitChanged: RoleNamed & { readonly maxSessionDuration: number };
  PolicyAttachedToRole: RoleNamed & PolicyNamed;
  PolicyDetachedFromRole: RoleNamed & PolicyNamed;
  InlinePolicyPutOnRole: RoleNamed & InlinePolicyPut;
  InlinePolicyDeletedFromRole: RoleNamed & InlinePolicyDeleted;
  RoleAssumed: RoleNamed &
    IssuedSession & { readonly roleSessionName: string; readonly assumedRoleArn: string };

  PolicyCreated: PolicyNamed & Created & { readonly description?: string; readonly policyDocument: string };
  PolicyDeleted: PolicyNamed;
  PolicyVersionCreated: PolicyNamed & {
    readonly versionId: string;
    readonly policyDocument: string;
    readonly isDefaultVersion: boolean;
  };
  PolicyVersionDeleted: PolicyNamed & { readonly versionId: string };
  PolicyDefaultVersionChanged: PolicyNamed & {
    readonly versionId: string;
    readonly previousVersionId: string;
  };

  SessionTokenIssued: IssuedSession & { readonly principalArn: string; readonly principalId: string };
}

/** The stored type of an event without its `grantlog.` prefix. */
export type EventType = keyof EventData;
