/** The reasons for which a command is refused, in AWS's words as lower snake case. */
export type DomainErrorCode =
  | 'no_such_entity'
  | 'entity_already_exists'
  | 'delete_conflict'
  | 'limit_exceeded'
  | 'malformed_policy_document'
  | 'policy_not_attachable'
  | 'validation_error'
  | 'invalid_input'
  | 'access_denied'
  | 'not_supported';

/** One place in the input that is wrong. */
export interface ErrorDetail {
  /** JSON pointer into the request, such as `/policyDocument/Statement/0/Action`. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
  /** Where it stands in the text of a document, counted from 1; absent outside documents. */
  readonly line?: number;
  readonly column?: number;
}

/** A command was refused by the rules: nothing was recorded. The only error that deciders throw. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: DomainErrorCode,
    /** Says what was wrong and what to do next; lower case, no full stop, AWS's own wording where AWS has one. */
    message: string,
    readonly errors: readonly ErrorDetail[] = [],
  ) {
    super(message);
  }
}
