import { InconsistentAccountError } from '@grantlog/account-state';
import { EdgeError } from '@grantlog/contract';
import { AuthenticationError, SessionTokenError } from '@grantlog/credentials';
import { LogUnavailableError } from '@grantlog/event-log';
import { DomainError } from '@grantlog/iam';
import { ContextError, UnreadablePolicyError } from '@grantlog/policy';

/**
 * The error as an edge answers it; anything that is not known stays as it is and becomes "internal".
 *
 * Every code of a DomainError has a row in the error catalogue, or this does not compile.
 */
export function toEdgeError(error: unknown): unknown {
  const options = { cause: error };
  if (error instanceof DomainError) return new EdgeError(error.code, error.message, error.errors, options);
  if (error instanceof AuthenticationError) return new EdgeError(error.code, error.message, [], options);
  if (error instanceof SessionTokenError) return new EdgeError(error.code, error.message, [], options);
  if (error instanceof ContextError) return new EdgeError('validation_error', error.message, [], options);
  if (error instanceof LogUnavailableError) {
    const detail = 'the log cannot be reached now; send the request again, with the same idempotency key';
    return new EdgeError('unavailable', detail, [], options);
  }
  if (error instanceof UnreadablePolicyError || error instanceof InconsistentAccountError) {
    const detail =
      'a stored policy cannot be evaluated, so nothing was decided; name the request id to support';
    return new EdgeError('policy_evaluation', detail, [], options);
  }
  return error;
}
