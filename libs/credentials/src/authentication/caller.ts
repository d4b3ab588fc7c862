import type { SessionClaims } from '../session-token/session-claims.js';

/** The session through which a caller acts. */
export interface CallerSession {
  /** Id of the session token. */
  readonly tokenId: string;
  /** ARN that the token names: of the session for roles, of the user or root at the time of issue otherwise. */
  readonly arn: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** State older than this revision must not be used to decide about the caller. */
  readonly issuedAtRevision: bigint;
}

/** The session of an assumed role. */
export interface CallerRoleSession extends CallerSession {
  /** The role session name. */
  readonly name: string;
  /** ARN of the role with its path. */
  readonly roleArn: string;
}

interface CommonCaller {
  readonly account: string;
  /** `AIDA…`, `AROA…`, or the account id for the root. */
  readonly principalId: string;
  /** The access key that was presented: `AKIA…` or `ASIA…`. */
  readonly credentialId: string;
}

/**
 * A user or the account root. Its ARN, name and whether it still exists come from its document at a revision.
 */
export interface KeyCaller extends CommonCaller {
  readonly kind: 'user' | 'root';
  /**
   * The long-term access key behind the request: `credentialId` itself, or the key that made the session.
   * Authentication does NOT know whether it is still active; whoever receives the caller must look.
   */
  readonly longTermCredentialId: string;
  /** Present when the caller acts through temporary credentials. */
  readonly session?: CallerSession;
}

/** A role session. Whether the role still exists under `principalId` must be looked up by the receiver. */
export interface RoleCaller extends CommonCaller {
  readonly kind: 'role';
  readonly session: CallerRoleSession;
}

/**
 * Who is calling, as far as credentials tell. It proves that the secret is held, nothing else: that the
 * principal still exists and that its access key is still active is state at a revision, and every receiver
 * must check it there before it decides anything.
 */
export type Caller = KeyCaller | RoleCaller;

/** The caller that the holder of a verified session token is. */
export function callerOfSession(claims: SessionClaims): Caller {
  const { account, principalId, tokenId, arn, issuedAt, expiresAt, issuedAtRevision } = claims;
  const common = { account, principalId, credentialId: claims.accessKeyId };
  const session = { tokenId, arn, issuedAt, expiresAt, issuedAtRevision };
  if (claims.kind === 'role') {
    const { sessionName: name, roleArn } = claims;
    return { ...common, kind: claims.kind, session: { ...session, name, roleArn } };
  }
  return { ...common, kind: claims.kind, longTermCredentialId: claims.longTermCredentialId, session };
}
