import { isTemporaryAccessKeyId } from '../access-key/generated-ids.js';
import type { Clock } from '../clock.js';
import type { SessionClaims } from '../session-token/session-claims.js';
import type { SessionSecrets } from '../session-token/session-secrets.js';
import { SessionTokenError } from '../session-token/session-token-error.js';
import type { SessionTokenVerifier } from '../session-token/session-token-verifier.js';
import { readSignedRequest, type SignedRequest } from '../sigv4/signed-request.js';
import type { AccessKeySecrets } from './access-key-secrets.js';
import { AuthenticationError } from './authentication-error.js';
import { callerOfSession, type Caller } from './caller.js';
import type { IncomingCredentials } from './incoming-credentials.js';
import { presentedCredential, readAuthorization } from './presented-credential.js';

/** What is needed to answer SigV4; a process that holds no secret leaves it out and answers bearer tokens only. */
export interface SignatureSecrets {
  readonly accessKeys: AccessKeySecrets;
  readonly sessionSecrets: SessionSecrets;
}

/**
 * The one choke point that answers "who is calling": every edge asks here and nowhere else, and gets a caller or
 * an `AuthenticationError`. Nothing but a credential in the request counts.
 *
 * It proves possession of a secret, NOT that the credential is still good: whether the access key is active and
 * the principal still exists is state at a revision. The receiver of a `Caller` must check that on the documents
 * it decides on; a caller that was not checked there has no permissions.
 *
 * Errors of the stores and of the cipher pass through as they are: they mean "nobody knows", never "nobody".
 */
export class Authenticator {
  readonly #tokens: SessionTokenVerifier;
  readonly #clock: Clock;
  readonly #signatures: SignatureSecrets | undefined;

  constructor(tokens: SessionTokenVerifier, clock: Clock, signatures?: SignatureSecrets) {
    this.#tokens = tokens;
    this.#clock = clock;
    this.#signatures = signatures;
  }

  /** The caller of an HTTP request: SigV4 in header form or a bearer session token, exactly one of them. */
  async authenticate(request: IncomingCredentials): Promise<Caller> {
    const credential = presentedCredential(request);
    if (credential.scheme === 'bearer') return this.authenticateBearer(credential.token);
    if (this.#signatures === undefined) throw bearerOnly();
    const signed = readSignedRequest(request, credential.parameters, this.#clock());
    return isTemporaryAccessKeyId(signed.accessKeyId)
      ? this.#callerOfTemporaryKey(signed, this.#signatures.sessionSecrets)
      : this.#callerOfLongTermKey(signed, this.#signatures.accessKeys);
  }

  /** The caller of a gRPC call, by all values of its `authorization` metadata; only bearer tokens count there. */
  async authenticateMetadata(authorization: readonly string[]): Promise<Caller> {
    const credential = readAuthorization(authorization);
    if (credential.scheme !== 'bearer') throw bearerOnly();
    return this.authenticateBearer(credential.token);
  }

  /** The caller who holds this session token. */
  async authenticateBearer(token: string): Promise<Caller> {
    return callerOfSession(await this.#verify(token));
  }

  async #callerOfTemporaryKey(signed: SignedRequest, secrets: SessionSecrets): Promise<Caller> {
    const { securityToken, accessKeyId } = signed;
    if (securityToken === undefined) {
      throw unknownKey('temporary credentials need their session token in `X-Amz-Security-Token`');
    }
    const claims = await this.#verify(securityToken);
    if (claims.accessKeyId !== accessKeyId) {
      throw unknownKey('the session token belongs to another access key; send both of one issue');
    }
    assertSignedWith(signed, secrets.secretAccessKey(claims));
    return callerOfSession(claims);
  }

  async #callerOfLongTermKey(signed: SignedRequest, accessKeys: AccessKeySecrets): Promise<Caller> {
    if (signed.securityToken !== undefined) {
      throw unknownKey('a long-term access key takes no `X-Amz-Security-Token`; leave it out');
    }
    const opened = await accessKeys.find(signed.accessKeyId);
    if (opened === undefined) {
      throw unknownKey('the security token included in the request is invalid; check the access key id');
    }
    assertSignedWith(signed, opened.secretAccessKey);
    const { account, ownerKind: kind, ownerId: principalId, accessKeyId } = opened.key;
    return { kind, account, principalId, credentialId: accessKeyId, longTermCredentialId: accessKeyId };
  }

  async #verify(token: string): Promise<SessionClaims> {
    try {
      return await this.#tokens.verify(token, this.#clock());
    } catch (error) {
      if (!(error instanceof SessionTokenError)) throw error;
      const isExpired = error.code === 'session_token_expired';
      throw new AuthenticationError(isExpired ? 'ExpiredToken' : 'InvalidClientTokenId', error.message);
    }
  }
}

function assertSignedWith(signed: SignedRequest, secretAccessKey: string): void {
  if (signed.isSignedWith(secretAccessKey)) return;
  const message =
    'the request signature does not match; check the secret access key and that nothing was changed after signing';
  throw new AuthenticationError('SignatureDoesNotMatch', message);
}

function unknownKey(message: string): AuthenticationError {
  return new AuthenticationError('InvalidClientTokenId', message);
}

function bearerOnly(): AuthenticationError {
  const message = 'only bearer session tokens are accepted here; get one from AssumeRole or GetSessionToken';
  return new AuthenticationError('IncompleteSignature', message);
}
