/** The canonical gRPC status codes that errors of this service have (google.rpc.Code), by number. */
export const grpcCodes = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

/** How one error looks on each protocol. */
export interface ErrorRow {
  /** HTTP status code. */
  readonly http: number;
  readonly grpc: keyof typeof grpcCodes;
  /** Error code of the AWS Query protocol. */
  readonly aws: string;
  /** The same for every occurrence (RFC 9457, section 3.1.3). */
  readonly title: string;
}

/**
 * Every error that an edge may answer, by its stable code. Codes that AWS has too are AWS's in lower snake case, with
 * AWS's HTTP status (AWS IAM API Reference, "Common Errors" and the errors of each action).
 */
export const errorCatalogue = {
  no_such_entity: row(404, 'NOT_FOUND', 'NoSuchEntity', 'The entity does not exist'),
  entity_already_exists: row(409, 'ALREADY_EXISTS', 'EntityAlreadyExists', 'The entity already exists'),
  delete_conflict: row(409, 'FAILED_PRECONDITION', 'DeleteConflict', 'The entity is still in use'),
  limit_exceeded: row(409, 'RESOURCE_EXHAUSTED', 'LimitExceeded', 'A quota is exceeded'),
  malformed_policy_document: row(
    400,
    'INVALID_ARGUMENT',
    'MalformedPolicyDocument',
    'The policy document is malformed',
  ),
  validation_error: row(400, 'INVALID_ARGUMENT', 'ValidationError', 'The request is malformed'),
  invalid_input: row(400, 'INVALID_ARGUMENT', 'InvalidInput', 'The input is not acceptable'),
  policy_not_attachable: row(
    400,
    'FAILED_PRECONDITION',
    'PolicyNotAttachable',
    'The policy cannot be attached here',
  ),
  unmodifiable_entity: row(
    400,
    'FAILED_PRECONDITION',
    'UnmodifiableEntity',
    'The entity cannot be changed this way',
  ),
  access_denied: row(403, 'PERMISSION_DENIED', 'AccessDenied', 'The caller is not authorized'),
  unauthenticated: row(
    401,
    'UNAUTHENTICATED',
    'MissingAuthenticationToken',
    'The request has no valid credential',
  ),
  idempotency_mismatch: row(
    422,
    'FAILED_PRECONDITION',
    'IdempotentParameterMismatch',
    'The idempotency key was used for another request',
  ),
  not_supported: row(400, 'UNIMPLEMENTED', 'NotSupported', 'The request asks for what is not built yet'),
  packed_policy_too_large: row(
    400,
    'INVALID_ARGUMENT',
    'PackedPolicyTooLarge',
    'The session does not fit into a token',
  ),
  session_token_invalid: row(400, 'INVALID_ARGUMENT', 'InvalidIdentityToken', 'The session token is invalid'),
  session_token_expired: row(
    400,
    'INVALID_ARGUMENT',
    'ExpiredTokenException',
    'The session token has expired',
  ),
  revision_token_invalid: row(400, 'INVALID_ARGUMENT', 'InvalidInput', 'The revision token is invalid'),
  revision_from_other_log: row(
    412,
    'FAILED_PRECONDITION',
    'InvalidInput',
    'The revision token belongs to another history',
  ),
  revision_not_reached: row(
    503,
    'UNAVAILABLE',
    'ServiceUnavailable',
    'The revision was not reached before the deadline',
  ),
  too_many_requests: row(429, 'RESOURCE_EXHAUSTED', 'Throttling', 'Too many requests'),
  unavailable: row(503, 'UNAVAILABLE', 'ServiceUnavailable', 'The service cannot answer now'),
  policy_evaluation: row(500, 'INTERNAL', 'PolicyEvaluation', 'No decision could be made'),
  internal: row(500, 'INTERNAL', 'ServiceFailure', 'The service failed'),
  not_found: row(404, 'UNIMPLEMENTED', 'InvalidAction', 'There is nothing at this address'),
  method_not_allowed: row(405, 'UNIMPLEMENTED', 'InvalidAction', 'The method is not allowed here'),
  payload_too_large: row(413, 'RESOURCE_EXHAUSTED', 'RequestEntityTooLarge', 'The request is too large'),
  headers_too_large: row(
    431,
    'RESOURCE_EXHAUSTED',
    'RequestHeaderSectionTooLarge',
    'The headers are too large',
  ),
  request_timeout: row(408, 'UNAVAILABLE', 'RequestTimeout', 'The request did not arrive in time'),
  uri_too_long: row(414, 'INVALID_ARGUMENT', 'ValidationError', 'The address is too long'),
  unsupported_media_type: row(
    415,
    'INVALID_ARGUMENT',
    'ValidationError',
    'The body is not of a supported media type',
  ),
} as const satisfies Record<string, ErrorRow>;

/** The stable code of an error. */
export type ErrorCode = keyof typeof errorCatalogue;

function row(http: number, grpc: keyof typeof grpcCodes, aws: string, title: string): ErrorRow {
  return { http, grpc, aws, title };
}
