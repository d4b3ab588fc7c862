import { tokenLimits } from '../token-limits.js';
import type { SessionClaims } from './session-claims.js';
import { SessionTokenError } from './session-token-error.js';

/** The fixed `typ` of session tokens: another kind of token that the same key might sign is never taken for one. */
export const sessionTokenType = 'grantlog-session+jwt';

const audience = 'grantlog';

const commonNames = [
  ...['iss', 'aud', 'sub', 'jti', 'iat', 'exp', 'account', 'log_id', 'principal_kind', 'principal_id'],
  ...['access_key_id', 'revision'],
];
const namesByKind = new Map([
  ['role', new Set([...commonNames, 'role_arn', 'session_name'])],
  ['user', new Set([...commonNames, 'long_term_key_id'])],
  ['root', new Set([...commonNames, 'long_term_key_id'])],
]);

/** The JWT payload of a session in the deployment `logId` (RFC 7519; the names are a wire format). */
export function encodeClaims(claims: SessionClaims, logId: string): Record<string, string | number> {
  const common = {
    iss: issuer(logId),
    aud: audience,
    sub: claims.arn,
    jti: claims.tokenId,
    iat: Math.floor(claims.issuedAt.getTime() / 1_000),
    exp: Math.floor(claims.expiresAt.getTime() / 1_000),
    account: claims.account,
    log_id: logId,
    principal_kind: claims.kind,
    principal_id: claims.principalId,
    access_key_id: claims.accessKeyId,
    revision: claims.issuedAtRevision.toString(),
  };
  return claims.kind === 'role'
    ? { ...common, role_arn: claims.roleArn, session_name: claims.sessionName }
    : { ...common, long_term_key_id: claims.longTermCredentialId };
}

/**
 * Reads a payload whose signature has been verified; does not look at the time.
 *
 * A claim that this version does not know is refused, not skipped: a later version may put a restriction there
 * (a session policy), and a process that overlooks it would allow too much.
 *
 * @throws SessionTokenError `session_token_invalid` when the token is of another deployment or another shape.
 */
export function decodeClaims(payload: unknown, logId: string): SessionClaims {
  const claims = new ClaimReader(payload);
  claims.mustBe('iss', issuer(logId));
  claims.mustBe('log_id', logId);
  claims.mustBe('aud', audience);
  const kind = claims.kind();
  const common = {
    account: claims.text('account'),
    arn: claims.text('sub'),
    principalId: claims.text('principal_id'),
    accessKeyId: claims.text('access_key_id'),
    tokenId: claims.text('jti'),
    ...claims.times(),
    issuedAtRevision: claims.revision(),
  };
  return kind === 'role'
    ? { ...common, kind, roleArn: claims.text('role_arn'), sessionName: claims.text('session_name') }
    : { ...common, kind, longTermCredentialId: claims.text('long_term_key_id') };
}

class ClaimReader {
  readonly #claims: ReadonlyMap<string, unknown>;

  constructor(payload: unknown) {
    if (typeof payload !== 'object' || payload === null) throw malformed('has no claims');
    this.#claims = new Map(Object.entries(payload));
  }

  kind(): SessionClaims['kind'] {
    const kind = this.text('principal_kind');
    const known = namesByKind.get(kind);
    for (const name of this.#claims.keys()) {
      if (known?.has(name) === false) throw malformed(`has the unknown claim \`${name}\``);
    }
    if (kind === 'role' || kind === 'user' || kind === 'root') return kind;
    throw malformed('names an unknown kind of principal');
  }

  mustBe(name: string, expected: string): void {
    if (this.#claims.get(name) !== expected) throw malformed(`has another \`${name}\` than this deployment`);
  }

  text(name: string): string {
    const value = this.#claims.get(name);
    if (typeof value !== 'string' || value === '') throw malformed(`has no usable \`${name}\``);
    return value;
  }

  times(): { issuedAt: Date; expiresAt: Date } {
    const [iat, exp] = [this.#claims.get('iat'), this.#claims.get('exp')];
    const whole = Number.isSafeInteger(iat) && Number.isSafeInteger(exp);
    const lifetime = Number(exp) - Number(iat);
    if (!whole || lifetime <= 0 || lifetime > tokenLimits.longestSessionSeconds) {
      throw malformed('has no usable life time');
    }
    return { issuedAt: new Date(Number(iat) * 1_000), expiresAt: new Date(Number(exp) * 1_000) };
  }

  revision(): bigint {
    const text = this.text('revision');
    if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) throw malformed('has no usable `revision`');
    return BigInt(text);
  }
}

function issuer(logId: string): string {
  return `grantlog:${logId}`;
}

function malformed(fault: string): SessionTokenError {
  const advice = 'send the sessionToken of credentials that were issued here';
  return new SessionTokenError('session_token_invalid', `the session token ${fault}; ${advice}`);
}
