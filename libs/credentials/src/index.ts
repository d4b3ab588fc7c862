export type { Clock } from './clock.js';
export type { RandomBytes } from './random-bytes.js';
export { tokenLimits } from './token-limits.js';

export {
  isTemporaryAccessKeyId,
  newAccessKeyId,
  newSecretAccessKey,
  uniqueId,
} from './access-key/generated-ids.js';

export { MasterKey, parseMasterKey } from './secret-cipher/master-key.js';
export { SecretCipher } from './secret-cipher/secret-cipher.js';
export type { Sealed } from './secret-cipher/sealed.js';
export { SecretCipherError } from './secret-cipher/secret-cipher-error.js';
export type { SecretCipherErrorCode } from './secret-cipher/secret-cipher-error.js';

export type { KeySessionClaims, RoleSessionClaims, SessionClaims } from './session-token/session-claims.js';
export { SessionSecrets } from './session-token/session-secrets.js';
export type { SessionIds } from './session-token/session-secrets.js';
export { SessionTokenIssuer } from './session-token/session-token-issuer.js';
export { SessionTokenVerifier } from './session-token/session-token-verifier.js';
export { SigningKeyRing } from './session-token/signing-key-ring.js';
export { VerificationKeys } from './session-token/verification-keys.js';
export type { PublicKeySet, PublicKeySetEntry } from './session-token/verification-keys.js';
export { SessionTokenError } from './session-token/session-token-error.js';
export type { SessionTokenErrorCode } from './session-token/session-token-error.js';
export type {
  PublicSigningKey,
  PublicSigningKeySource,
  SigningKeyStore,
  StoredSigningKey,
} from './session-token/signing-key.js';
export type { TemporaryCredentials } from './session-token/temporary-credentials.js';

export { AccessKeySecrets, sealAccessKeySecret } from './authentication/access-key-secrets.js';
export type { OpenedAccessKey } from './authentication/access-key-secrets.js';
export type { AccessKeyStore, StoredAccessKey } from './authentication/access-key-store.js';
export { AuthenticationError } from './authentication/authentication-error.js';
export type { AwsAuthenticationCode } from './authentication/authentication-error.js';
export { Authenticator } from './authentication/authenticator.js';
export type { SignatureSecrets } from './authentication/authenticator.js';
export { actingPrincipal } from './authentication/acting-principal.js';
export { callerOfSession } from './authentication/caller.js';
export type {
  Caller,
  CallerRoleSession,
  CallerSession,
  KeyCaller,
  RoleCaller,
} from './authentication/caller.js';
export { incomingHeaders } from './authentication/incoming-credentials.js';
export type { IncomingCredentials, IncomingHeaders } from './authentication/incoming-credentials.js';
