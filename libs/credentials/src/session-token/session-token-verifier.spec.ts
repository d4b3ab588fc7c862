import { CompactSign, SignJWT, UnsecuredJWT, base64url } from 'jose';
import { tokenLimits } from '../token-limits.js';
import { encodeClaims, sessionTokenType } from './claims-codec.js';
import type { SessionClaims } from './session-claims.js';
import { at, deployment, logId, noon, roleSession, userSession } from './session.fixture.js';

type Payload = Record<string, unknown>;

const invalid = { code: 'session_token_invalid' };
const expired = { code: 'session_token_expired' };

async function issued(claims: SessionClaims = roleSession()) {
  const parts = deployment();
  const { sessionToken } = await parts.issuer.issue(claims, noon);
  return { ...parts, sessionToken };
}

/** Signs whatever it is given with the genuine key of the deployment. */
async function signing() {
  const parts = deployment();
  const { kid, privateKey } = await parts.ring.signingKey(noon);
  const good = { alg: 'EdDSA', typ: sessionTokenType, kid };
  const sign = (payload: Payload, header: Payload = {}): Promise<string> =>
    new SignJWT(payload).setProtectedHeader({ ...good, ...header }).sign(privateKey);
  return { ...parts, sign, kid, privateKey };
}

const payload = (changes: Payload = {}): Payload => ({ ...encodeClaims(roleSession(), logId), ...changes });
const without = (name: string): Payload =>
  Object.fromEntries(Object.entries(payload()).filter(([key]) => key !== name));

describe('a session token verifier', () => {
  it.each([
    roleSession(),
    userSession(),
    userSession({ kind: 'root', principalId: '123456789012' }),
    roleSession({ issuedAtRevision: 9_007_199_254_740_993n }),
    roleSession({ issuedAtRevision: 0n }),
  ])('gives back the claims that were issued', async (claims) => {
    const { verifier, sessionToken } = await issued(claims);
    expect(await verifier.verify(sessionToken, noon)).toEqual(claims);
  });

  it('gives the same answer for a remembered token, without another look at the keys', async () => {
    const { verifier, store, sessionToken } = await issued();
    const first = await verifier.verify(sessionToken, noon);
    store.failure = new Error('not asked');
    expect(await verifier.verify(sessionToken, noon)).toBe(first);
  });

  it.each([false, true])('ends a minute after the expiry (remembered before: %s)', async (remembered) => {
    const { verifier, sessionToken } = await issued();
    if (remembered) await verifier.verify(sessionToken, noon);
    await expect(verifier.verify(sessionToken, at(3_659.999))).resolves.toBeDefined();
    await expect(verifier.verify(sessionToken, at(3_660))).rejects.toMatchObject(expired);
  });

  it('refuses a token of the future beyond the clock skew', async () => {
    const { verifier, sessionToken } = await issued();
    await expect(verifier.verify(sessionToken, at(-60))).resolves.toBeDefined();
    await expect(verifier.verify(sessionToken, at(-60.001))).rejects.toMatchObject(invalid);
  });

  it('stops accepting remembered tokens of a key that was withdrawn', async () => {
    const { verifier, keys, store, sessionToken } = await issued();
    await verifier.verify(sessionToken, noon);
    store.keys = [];
    await keys.reload(noon);
    await expect(verifier.verify(sessionToken, at(10))).rejects.toMatchObject(invalid);
  });

  it('refuses every token with one flipped bit', async () => {
    const { verifier, sessionToken } = await issued();
    const bytes = Buffer.from(sessionToken, 'latin1');
    for (let position = 0; position < bytes.length; position += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(position) ^ (1 << (position % 7)), position);
      await expect(verifier.verify(flipped.toString('latin1'), noon)).rejects.toMatchObject(invalid);
    }
  });

  it('refuses a second spelling of the same signature', async () => {
    const { verifier, sessionToken } = await issued();
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(sessionToken.slice(-1));
    const respelled = sessionToken.slice(0, -1) + alphabet.charAt(last + 1);
    expect(base64url.decode(respelled.slice(-86))).toEqual(base64url.decode(sessionToken.slice(-86)));
    await expect(verifier.verify(respelled, noon)).rejects.toMatchObject(invalid);
  });

  it.each([
    '',
    '.',
    '..',
    'a.b',
    'a.b.c',
    'Bearer x',
    '🔑',
    `e30.e30.${'A'.repeat(86)}`,
    `.e30.${'A'.repeat(86)}`,
  ])('refuses %j', async (token) => {
    await expect(deployment().verifier.verify(token, noon)).rejects.toMatchObject(invalid);
  });

  it('refuses a token longer than 8 KiB before it looks inside', async () => {
    const { verifier, sign } = await signing();
    const long = await sign(payload({ session_name: 'x'.repeat(8_192) }));
    await expect(verifier.verify(long, noon)).rejects.toThrow(/longer than 8 KiB/);
  });

  it('accepts the longest token that may be issued', async () => {
    const { issuer, verifier } = deployment();
    const issue = (length: number) => issuer.issue(roleSession({ sessionName: 'x'.repeat(length) }), noon);
    let { sessionToken } = await issue(1);
    const spare = Math.floor(((tokenLimits.sessionTokenBytes - sessionToken.length) * 3) / 4);
    ({ sessionToken } = await issue(1 + spare));
    expect(sessionToken.length).toBeGreaterThan(tokenLimits.sessionTokenBytes - 4);
    await expect(verifier.verify(sessionToken, noon)).resolves.toBeDefined();
  });

  it('refuses a token of another deployment, even one with the same keys', async () => {
    const { store, sessionToken } = await issued();
    const other = deployment(store, 'log-2');
    await expect(other.verifier.verify(sessionToken, noon)).rejects.toMatchObject(invalid);
    const foreign = await deployment().issuer.issue(roleSession(), noon);
    await expect(deployment(store).verifier.verify(foreign.sessionToken, noon)).rejects.toThrow(
      /unknown key/,
    );
  });

  it('reports an unreachable key source as itself, not as an invalid token', async () => {
    const { verifier, store, sessionToken } = await issued();
    store.failure = new Error('source is down');
    await expect(verifier.verify(sessionToken, noon)).rejects.toThrow('source is down');
  });
});

describe('a session token header', () => {
  it('may not ask for no signature', async () => {
    const { verifier } = await signing();
    const unsecured = new UnsecuredJWT(payload()).encode();
    await expect(verifier.verify(unsecured, noon)).rejects.toMatchObject(invalid);
    const padded = `${unsecured}${'A'.repeat(86)}`;
    await expect(verifier.verify(padded, noon)).rejects.toMatchObject(invalid);
  });

  it('may not turn the public key into an HMAC secret', async () => {
    const { verifier, kid, store } = await signing();
    const secret = new TextEncoder().encode(String(store.keys[0]?.publicJwk));
    for (const alg of ['HS256', 'HS512']) {
      const forged = await new SignJWT(payload())
        .setProtectedHeader({ alg, typ: sessionTokenType, kid })
        .sign(secret);
      await expect(verifier.verify(forged, noon)).rejects.toMatchObject(invalid);
    }
  });

  it.each<[string, Payload]>([
    ['another type', { typ: 'JWT' }],
    ['no key id', { kid: undefined }],
    ['an unknown key id', { kid: 'unknown' }],
    ['an embedded key', { jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } }],
    ['a key address', { jku: 'https://attacker.example/jwks.json' }],
    ['the other name of the algorithm', { alg: 'Ed25519' }],
  ])('may not have %s', async (_, header) => {
    const { verifier, sign } = await signing();
    await expect(verifier.verify(await sign(payload()), noon)).resolves.toBeDefined();
    await expect(verifier.verify(await sign(payload(), header), noon)).rejects.toMatchObject(invalid);
  });
});

describe('the claims of a session token', () => {
  it.each(Object.keys(payload()))('may not lack `%s`', async (name) => {
    const { verifier, sign } = await signing();
    await expect(verifier.verify(await sign(without(name)), noon)).rejects.toMatchObject(invalid);
  });

  it.each<[string, Payload]>([
    ['another issuer', { iss: 'grantlog:log-2' }],
    ['another audience', { aud: 'other' }],
    ['a list of audiences', { aud: ['grantlog'] }],
    ['another log id', { log_id: 'log-2' }],
    ['an unknown kind', { principal_kind: 'service' }],
    ['a restriction that is not known yet', { session_policy: '{}' }],
    ['a member of another kind', { long_term_key_id: 'AKIAABCDEFGHIJKLMNOP' }],
    ['the kind of another shape', { principal_kind: 'user' }],
    ['a numeric account', { account: 123456789012 }],
    ['an empty session name', { session_name: '' }],
    ['a numeric revision', { revision: 41 }],
    ['a negative revision', { revision: '-1' }],
    ['a padded revision', { revision: '041' }],
    ['a fractional time of issue', { iat: noon.getTime() / 1_000 + 0.5 }],
    ['no life time', { exp: noon.getTime() / 1_000 }],
    ['more than the longest life time', { exp: noon.getTime() / 1_000 + 129_601 }],
    ['an expiry in text', { exp: '1' }],
  ])('may not have %s', async (_, changes) => {
    const { verifier, sign } = await signing();
    await expect(verifier.verify(await sign(payload(changes)), noon)).rejects.toMatchObject(invalid);
  });

  it.each(['null', '[]', '"text"', 'no json', '{'])('may not be %s', async (text) => {
    const { verifier, kid, privateKey } = await signing();
    const token = await new CompactSign(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'EdDSA', typ: sessionTokenType, kid })
      .sign(privateKey);
    await expect(verifier.verify(token, noon)).rejects.toMatchObject(invalid);
  });
});
