import { SignJWT } from 'jose';
import { tokenLimits } from '../token-limits.js';
import { encodeClaims, sessionTokenType } from './claims-codec.js';
import type { SessionClaims } from './session-claims.js';
import type { SessionSecrets } from './session-secrets.js';
import { SessionTokenError } from './session-token-error.js';
import type { SigningKeyRing } from './signing-key-ring.js';
import type { TemporaryCredentials } from './temporary-credentials.js';

/** Issues session tokens of one deployment: EdDSA JWTs (RFC 7519, RFC 8037) and the secret that belongs to them. */
export class SessionTokenIssuer {
  readonly #ring: SigningKeyRing;
  readonly #secrets: SessionSecrets;
  readonly #logId: string;

  constructor(ring: SigningKeyRing, secrets: SessionSecrets, logId: string) {
    this.#ring = ring;
    this.#secrets = secrets;
    this.#logId = logId;
  }

  /**
   * Makes the temporary credentials of a session. The caller has decided that it may begin, has drawn its ids
   * with `SessionSecrets.newIds` and has recorded it at `issuedAtRevision`.
   *
   * @throws SessionTokenError `packed_policy_too_large` when the token would be longer than 8 KiB.
   * @throws RangeError when the session ends before it begins or lasts longer than 36 hours: the durations that
   * a caller may ask for are checked by the command.
   */
  async issue(claims: SessionClaims, now: Date): Promise<TemporaryCredentials> {
    const { kid, privateKey } = await this.#ring.signingKey(now);
    const payload = encodeClaims(claims, this.#logId);
    const lifetime = Number(payload['exp']) - Number(payload['iat']);
    if (!(lifetime > 0 && lifetime <= tokenLimits.longestSessionSeconds)) {
      throw new RangeError(`a session of ${lifetime} seconds cannot be issued; check its times first`);
    }
    const sessionToken = await new SignJWT(payload)
      .setProtectedHeader({ alg: 'EdDSA', typ: sessionTokenType, kid })
      .sign(privateKey);
    return {
      accessKeyId: claims.accessKeyId,
      secretAccessKey: this.#secrets.secretAccessKey(claims),
      sessionToken,
      expiration: new Date(Number(payload['exp']) * 1_000),
      packedPolicySize: packedPolicySize(sessionToken),
    };
  }
}

function packedPolicySize(sessionToken: string): number {
  const { sessionTokenBytes } = tokenLimits;
  const percent = Math.ceil((sessionToken.length * 100) / sessionTokenBytes);
  if (sessionToken.length <= sessionTokenBytes) return percent;
  const message = `the session needs ${percent} percent of the permitted token size; shorten what goes into it`;
  throw new SessionTokenError('packed_policy_too_large', message);
}
