/** What went wrong with a master key or a sealed text. */
export type SecretCipherErrorCode = 'malformed_master_key' | 'unknown_master_key' | 'broken_seal';

/**
 * A secret could not be sealed or opened. The message names key ids but never key bytes or plaintext; it is
 * for operators, callers of the service only learn that something is wrong on this side.
 */
export class SecretCipherError extends Error {
  constructor(
    readonly code: SecretCipherErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'SecretCipherError';
  }
}
