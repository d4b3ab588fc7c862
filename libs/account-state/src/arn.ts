/** Where the entities of one account live: makes their ARNs (AWS IAM User Guide, "IAM identifiers", "IAM ARNs"). */
export interface ArnScope {
  /** `aws` unless the deployment says otherwise. */
  readonly partition: string;
  /** 12 digits. */
  readonly account: string;
}

/** The kinds of entity whose ARN is made of a path and a name. */
export type NamedKind = 'user' | 'group' | 'role' | 'policy';

/** The ARN of a user, group, role or managed policy. `path` begins and ends with `/`. */
export function entityArn(scope: ArnScope, kind: NamedKind, path: string, name: string): string {
  return `arn:${scope.partition}:iam::${scope.account}:${kind}${path}${name}`;
}

/** The ARN of the account's root user. */
export function rootArn(scope: ArnScope): string {
  return `arn:${scope.partition}:iam::${scope.account}:root`;
}

/** The ARN of one session of a role; the role's path is not part of it. */
export function sessionArn(scope: ArnScope, roleName: string, sessionName: string): string {
  return `arn:${scope.partition}:sts::${scope.account}:assumed-role/${roleName}/${sessionName}`;
}

/** The ARN on which a decision call itself is authorized. */
export function decisionArn(scope: ArnScope): string {
  return `arn:${scope.partition}:grantlog::${scope.account}:decision`;
}
