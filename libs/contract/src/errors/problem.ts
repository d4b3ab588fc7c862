import type { EdgeError, FieldError } from './edge-error.js';
import { errorCatalogue, type ErrorCode } from './error-catalogue.js';

/** Media type of a {@link Problem}. */
export const problemMediaType = 'application/problem+json';

/** An error as HTTP clients see it (RFC 9457). */
export interface Problem {
  /** `urn:grantlog:error:` and the code. */
  readonly type: string;
  readonly title: string;
  /** The HTTP status code once more. */
  readonly status: number;
  readonly detail: string;
  readonly code: ErrorCode;
  readonly requestId: string;
  /** What is at fault, where that can be said. */
  readonly errors: readonly FieldError[];
}

/** The problem document of an error; its `status` is the status of the response. */
export function toProblem(error: EdgeError, requestId: string): Problem {
  const { http, title } = errorCatalogue[error.code];
  return {
    type: `urn:grantlog:error:${error.code}`,
    title,
    status: http,
    detail: error.detail,
    code: error.code,
    requestId,
    errors: error.fieldErrors,
  };
}
