import type { ArnScope } from '@grantlog/account-state';

/** The temporary credential that a session begins with. */
export interface BegunSession {
  readonly accessKeyId: string;
  /** RFC 3339 UTC. */
  readonly expiration: string;
}

/** Begins a session of a role for a caller whom its trust policy has let in. */
export interface AssumeRole {
  readonly type: 'AssumeRole';
  readonly scope: ArnScope;
  readonly roleArn: string;
  readonly roleSessionName: string;
  /** Seconds; one hour where none are asked for. */
  readonly durationSeconds?: number | undefined;
  readonly session: BegunSession;
}

/** Begins a session of the caller itself. */
export interface GetSessionToken {
  readonly type: 'GetSessionToken';
  /** Seconds; 12 hours where none are asked for, one hour for the root. */
  readonly durationSeconds?: number | undefined;
  readonly session: BegunSession;
}

/** What can be asked of sessions. */
export type SessionCommand = AssumeRole | GetSessionToken;
