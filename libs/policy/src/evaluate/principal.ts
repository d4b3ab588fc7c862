/**
 * Who asks, as the evaluator needs to know it.
 *
 * Source of the forms: AWS IAM User Guide, "IAM identifiers" and "AWS JSON policy elements: Principal".
 */
export type PrincipalDescriptor =
  | RootPrincipal
  | UserPrincipal
  | RoleSessionPrincipal
  | FederatedUserPrincipal
  | ServicePrincipal
  | FederatedPrincipal
  | AnonymousPrincipal;

/** The root user of an account. */
export interface RootPrincipal {
  readonly kind: 'root';
  /** Twelve digits. */
  readonly account: string;
  /** `arn:aws:iam::ACCOUNT:root`. */
  readonly arn: string;
  readonly session?: SessionFacts;
}

export interface UserPrincipal {
  readonly kind: 'user';
  readonly account: string;
  /** The user's ARN, path included. */
  readonly arn: string;
  readonly userName: string;
  /** The unique id, `AIDA…`. */
  readonly userId: string;
  readonly tags?: PrincipalTags;
  /** Only when the user calls with temporary credentials. */
  readonly session?: SessionFacts;
}

/** A session of a role, made by AssumeRole. */
export interface RoleSessionPrincipal {
  readonly kind: 'role-session';
  readonly account: string;
  /** `arn:aws:sts::ACCOUNT:assumed-role/RoleName/SessionName`. */
  readonly arn: string;
  /** The role's own ARN, path included. */
  readonly roleArn: string;
  /** The role's unique id, `AROA…`. */
  readonly roleId: string;
  readonly sessionName: string;
  /** The role's tags, overridden by the session's. */
  readonly tags?: PrincipalTags;
  readonly session: SessionFacts;
}

/** A session that a user made with GetFederationToken. */
export interface FederatedUserPrincipal {
  readonly kind: 'federated-user';
  readonly account: string;
  /** `arn:aws:sts::ACCOUNT:federated-user/Name`. */
  readonly arn: string;
  readonly name: string;
  /** The ARN of the user who made the session. */
  readonly userArn: string;
  /** That user's unique id. */
  readonly userId: string;
  readonly tags?: PrincipalTags;
  readonly session: SessionFacts;
}

/** An AWS service that acts for itself, for example `ec2.amazonaws.com`. */
export interface ServicePrincipal {
  readonly kind: 'service';
  readonly service: string;
}

/** Somebody whom a SAML or OIDC provider vouches for. */
export interface FederatedPrincipal {
  readonly kind: 'federated';
  /** The provider's ARN or domain, as policies name it. */
  readonly provider: string;
}

/** Nobody in particular: a request without credentials. */
export interface AnonymousPrincipal {
  readonly kind: 'anonymous';
}

/** Tag key → value. */
export type PrincipalTags = Readonly<Record<string, string>>;

/** What is known of temporary credentials. */
export interface SessionFacts {
  /** RFC 3339, UTC. */
  readonly issuedAt: string;
  /** Absent means false: temporary credentials always say whether there was MFA, access keys never do. */
  readonly mfaPresent?: boolean;
  readonly mfaAgeSeconds?: number;
  readonly sourceIdentity?: string;
  readonly federatedProvider?: string;
}

/** The twelve-digit account of a principal; `undefined` for callers that belong to none. */
export function principalAccount(principal: PrincipalDescriptor): string | undefined {
  return 'account' in principal ? principal.account : undefined;
}
