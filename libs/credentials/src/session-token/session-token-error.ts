/** Why a session token was not accepted or could not be made. */
export type SessionTokenErrorCode =
  'session_token_invalid' | 'session_token_expired' | 'packed_policy_too_large';

/** A session token is not usable. The message says what to do and never repeats the token. */
export class SessionTokenError extends Error {
  constructor(
    readonly code: SessionTokenErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'SessionTokenError';
  }
}
