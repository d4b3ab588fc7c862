import { EdgeError, RevisionTokenError } from '@grantlog/contract';
import { AuthenticationError, SessionTokenError } from '@grantlog/credentials';
import { DecisionError } from '@grantlog/decision';

/** What a caller is told of an error, whatever threw it; nothing of the inside of the service. */
export function edgeErrorOf(error: unknown): EdgeError {
  if (error instanceof EdgeError) return error;
  if (error instanceof DecisionError) {
    return new EdgeError(error.code, error.message, error.faults, { cause: error.cause });
  }
  if (error instanceof AuthenticationError) return new EdgeError('unauthenticated', error.message);
  if (error instanceof SessionTokenError) return new EdgeError(error.code, error.message);
  if (error instanceof RevisionTokenError) {
    const code = error.fault === 'other_log' ? 'revision_from_other_log' : 'revision_token_invalid';
    return new EdgeError(code, error.message);
  }
  return new EdgeError('internal', 'the call failed; try again', [], { cause: error });
}

/**
 * {@link edgeErrorOf} for what looking at a credential throws: anything but a verdict on the credential means that
 * nobody knows, which is not the caller's fault and may pass.
 */
export function credentialErrorOf(error: unknown): EdgeError {
  if (error instanceof AuthenticationError || error instanceof SessionTokenError) return edgeErrorOf(error);
  return new EdgeError('unavailable', 'the credential cannot be verified now; try again', [], {
    cause: error,
  });
}
