import { compactVerify, decodeProtectedHeader, errors, type CompactJWSHeaderParameters } from 'jose';
import { LRUCache } from 'lru-cache';
import { tokenLimits } from '../token-limits.js';
import { decodeClaims, sessionTokenType } from './claims-codec.js';
import type { SessionClaims } from './session-claims.js';
import { SessionTokenError } from './session-token-error.js';
import type { VerificationKeys } from './verification-keys.js';

interface VerifiedToken {
  readonly kid: string;
  readonly claims: SessionClaims;
}

const entryOverheadBytes = 1_024;
const algorithms = ['EdDSA'];
// Three base64url parts; the signature of Ed25519 has 64 bytes, which are 86 characters.
const tokenShape = /^[\w-]+\.[\w-]+\.[\w-]{86}$/;

/**
 * Verifies session tokens with public keys alone. Tokens that verified are remembered byte for byte, within
 * bounds; their time and their key are looked at on every call, so a remembered token ends like any other.
 */
export class SessionTokenVerifier {
  readonly #keys: VerificationKeys;
  readonly #logId: string;
  readonly #verified = new LRUCache<string, VerifiedToken>({
    max: tokenLimits.verifiedTokens.entries,
    maxSize: tokenLimits.verifiedTokens.bytes,
    sizeCalculation: (_, token) => 2 * token.length + entryOverheadBytes,
  });

  constructor(keys: VerificationKeys, logId: string) {
    this.#keys = keys;
    this.#logId = logId;
  }

  /**
   * The claims of a genuine token that is valid now, give or take a minute. Whether its principal and access key
   * still exist is not in the token.
   *
   * @throws SessionTokenError `session_token_expired` for a genuine token after its time, otherwise
   * `session_token_invalid`; and what the key source throws when it cannot be asked for an unknown key.
   */
  async verify(token: string, now: Date): Promise<SessionClaims> {
    const remembered = this.#verified.get(token);
    if (remembered !== undefined && this.#keys.known(remembered.kid, now) !== undefined) {
      return assertTimely(remembered.claims, now);
    }
    const verified = await this.#verifyBytes(token, now);
    const claims = assertTimely(verified.claims, now);
    this.#verified.set(token, verified);
    return claims;
  }

  async #verifyBytes(token: string, now: Date): Promise<VerifiedToken> {
    if (token.length > tokenLimits.sessionTokenBytes) throw invalid('is longer than 8 KiB');
    if (!tokenShape.test(token) || !isCanonical(token)) throw invalid('is malformed');
    const kid = keyIdOf(token);
    const key = await this.#keys.find(kid, now);
    if (key === undefined) throw invalid('is signed by an unknown key');
    const { payload } = await compactVerify(token, key, { algorithms }).catch(asInvalid);
    return { kid, claims: decodeClaims(parseJson(payload), this.#logId) };
  }
}

// RFC 7515 section 3.1: the header is untrusted here; algorithm and type are compared, never followed.
function keyIdOf(token: string): string {
  let header: CompactJWSHeaderParameters;
  try {
    header = decodeProtectedHeader(token) as CompactJWSHeaderParameters;
  } catch (error) {
    return asInvalid(error);
  }
  const { alg, typ, kid, ...others } = header;
  if (alg !== algorithms[0] || typ !== sessionTokenType || Object.keys(others).length > 0) {
    throw invalid('has another header than session tokens have');
  }
  if (typeof kid !== 'string') throw invalid('names no key');
  return kid;
}

// Base64url of 64 bytes leaves four unused bits; set, they would make a second spelling of the same token.
function isCanonical(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
}

function assertTimely(claims: SessionClaims, now: Date): SessionClaims {
  if (now.getTime() >= claims.expiresAt.getTime() + tokenLimits.clockSkewMs) {
    const message = 'the session token has expired; get new temporary credentials';
    throw new SessionTokenError('session_token_expired', message);
  }
  if (now.getTime() < claims.issuedAt.getTime() - tokenLimits.clockSkewMs) {
    throw invalid('was issued in the future');
  }
  return claims;
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    throw invalid('has no claims');
  }
}

function asInvalid(error: unknown): never {
  if (error instanceof errors.JOSEError || error instanceof TypeError) throw invalid('does not verify');
  throw error;
}

function invalid(fault: string): SessionTokenError {
  const advice = 'send the sessionToken of credentials that were issued here';
  return new SessionTokenError('session_token_invalid', `the session token ${fault}; ${advice}`);
}
