/** Why a revision token was not accepted. */
export type RevisionTokenFault = 'invalid' | 'other_log' | 'other_account';

/** A revision token does not name a revision of this account's history. The message says what to do. */
export class RevisionTokenError extends Error {
  override readonly name = 'RevisionTokenError';

  constructor(
    readonly fault: RevisionTokenFault,
    message: string,
  ) {
    super(message);
  }
}
