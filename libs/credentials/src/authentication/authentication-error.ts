/** The error code with which AWS answers the same mistake (AWS STS API Reference, "Common Errors"). */
export type AwsAuthenticationCode =
  | 'ExpiredToken'
  | 'IncompleteSignature'
  | 'InvalidClientTokenId'
  | 'MissingAuthenticationToken'
  | 'RequestExpired'
  | 'SignatureDoesNotMatch';

/**
 * Nobody is calling: the request carries no acceptable credential. Every edge answers it as "unauthenticated";
 * the message says what the caller should send and tells no more than AWS does.
 */
export class AuthenticationError extends Error {
  readonly code = 'unauthenticated';

  constructor(
    readonly awsCode: AwsAuthenticationCode,
    message: string,
  ) {
    super(message);
    this.name = 'AuthenticationError';
  }
}
