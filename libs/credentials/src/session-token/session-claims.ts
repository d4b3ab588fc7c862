interface CommonClaims {
  /** The account whose principal holds the session, 12 digits. */
  readonly account: string;
  /** ARN of the caller: of the session for roles, of the user or the account root otherwise. */
  readonly arn: string;
  /** Unique id of the role (`AROA…`) or user (`AIDA…`); the account id for the root. */
  readonly principalId: string;
  /** The temporary access key (`ASIA…`) that belongs to the token. */
  readonly accessKeyId: string;
  /** The token's own id (`jti`), from which the secret access key is derived. */
  readonly tokenId: string;
  /** Whole seconds; a fraction is dropped when the token is issued. */
  readonly issuedAt: Date;
  /** Whole seconds, at most 36 hours after `issuedAt`. */
  readonly expiresAt: Date;
  /** The revision of the account at which the session began; a replica behind it must wait. */
  readonly issuedAtRevision: bigint;
}

/** A session of an assumed role: it has the permissions of the role and none of the caller who assumed it. */
export interface RoleSessionClaims extends CommonClaims {
  readonly kind: 'role';
  /** ARN of the role with its path, the value of `aws:PrincipalArn`. */
  readonly roleArn: string;
  readonly sessionName: string;
}

/** A session of a user or of the account root, made from a long-term access key by GetSessionToken. */
export interface KeySessionClaims extends CommonClaims {
  readonly kind: 'user' | 'root';
  /** The access key (`AKIA…`) that asked for the session; the session must stop when that key does. */
  readonly longTermCredentialId: string;
}

/** What a session token says about its holder. */
export type SessionClaims = RoleSessionClaims | KeySessionClaims;
