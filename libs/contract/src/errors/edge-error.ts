import type { ErrorCode } from './error-catalogue.js';

/** One part of a request that is at fault. */
export interface FieldError {
  /** JSON pointer (RFC 6901) into the body, or the name of the parameter after a slash. */
  readonly pointer: string;
  readonly code: string;
  /** What was found and what to send instead. */
  readonly detail: string;
}

/**
 * A request was not carried out and no decision was made. Thrown by edges, answered as problem+json or as a gRPC status
 * by its row of the error catalogue. Everything in it is shown to the caller: it holds no secret and nothing of the
 * inside of the service.
 */
export class EdgeError extends Error {
  override readonly name = 'EdgeError';

  constructor(
    readonly code: ErrorCode,
    /** One sentence for a person: what is wrong and what to do. */
    readonly detail: string,
    readonly fieldErrors: readonly FieldError[] = [],
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}
