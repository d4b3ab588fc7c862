import { policyLimits } from '@grantlog/policy';

/** A limit of one account that an operator may raise. */
export interface Quota {
  /** What `GRANTLOG_QUOTA_<NAME>` is called. */
  readonly setting: string;
  /** AWS's default value. */
  readonly default: number;
  readonly meaning: string;
}

/**
 * Every quota of an account, by the name in `Cannot exceed quota for <Name>: <n>`.
 * Source: AWS IAM User Guide, "IAM and AWS STS quotas".
 */
export const quotaTable = {
  UsersPerAccount: quota('USERS_PER_ACCOUNT', 5_000, 'users in an account'),
  GroupsPerAccount: quota('GROUPS_PER_ACCOUNT', 300, 'groups in an account'),
  RolesPerAccount: quota('ROLES_PER_ACCOUNT', 1_000, 'roles in an account'),
  PoliciesPerAccount: quota('POLICIES_PER_ACCOUNT', 1_500, 'managed policies in an account'),
  GroupsPerUser: quota('GROUPS_PER_USER', 10, 'groups that one user is in'),
  PoliciesPerUser: quota('POLICIES_PER_USER', 10, 'managed policies attached to one user'),
  PoliciesPerGroup: quota('POLICIES_PER_GROUP', 10, 'managed policies attached to one group'),
  PoliciesPerRole: quota('POLICIES_PER_ROLE', 10, 'managed policies attached to one role'),
  VersionsPerPolicy: quota('VERSIONS_PER_POLICY', 5, 'versions of one managed policy'),
  AccessKeysPerUser: quota('ACCESS_KEYS_PER_USER', 2, 'access keys of one user'),
  PolicySize: quota(
    'POLICY_SIZE',
    policyLimits.managedSize,
    'characters of one managed policy version, without white space',
  ),
  ACLSizePerRole: quota(
    'ACL_SIZE_PER_ROLE',
    policyLimits.trustSize,
    'characters of one trust policy, without white space',
  ),
  InlinePolicySizePerUser: quota(
    'INLINE_POLICY_SIZE_PER_USER',
    policyLimits.inlineUserSize,
    'characters of all inline policies of one user, without white space',
  ),
  InlinePolicySizePerGroup: quota(
    'INLINE_POLICY_SIZE_PER_GROUP',
    policyLimits.inlineGroupSize,
    'characters of all inline policies of one group, without white space',
  ),
  InlinePolicySizePerRole: quota(
    'INLINE_POLICY_SIZE_PER_ROLE',
    policyLimits.inlineRoleSize,
    'characters of all inline policies of one role, without white space',
  ),
  TagsPerEntity: quota('TAGS_PER_ENTITY', 50, 'tags of one user, role or managed policy'),
} as const satisfies Readonly<Record<string, Quota>>;

/** The name of a quota, as refusals show it. */
export type QuotaName = keyof typeof quotaTable;

/** The quotas in force; every value is inclusive. */
export type Quotas = Readonly<Record<QuotaName, number>>;

/** Which quota each setting raises: the end of the setting's name, `USERS_PER_ACCOUNT`, and the quota's name. */
export const quotaSettings: Readonly<Record<string, QuotaName>> = Object.fromEntries(
  quotaNames().map((name) => [quotaTable[name].setting, name]),
);

/** AWS's values. */
export const defaultQuotas: Quotas = quotasFrom({});

/** AWS's values, except where a setting (by the end of its name, `USERS_PER_ACCOUNT`) says otherwise. */
export function quotasFrom(settings: Readonly<Record<string, number>>): Quotas {
  const values = quotaNames().map((name) => {
    const { setting, default: usual } = quotaTable[name];
    return [name, settings[setting] ?? usual];
  });
  return Object.fromEntries(values) as Quotas;
}

function quotaNames(): readonly QuotaName[] {
  return Object.keys(quotaTable) as QuotaName[];
}

function quota(setting: string, usual: number, meaning: string): Quota {
  return { setting, default: usual, meaning };
}
