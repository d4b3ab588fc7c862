import { decodeJwt, decodeProtectedHeader } from 'jose';
import { at, deployment, noon, roleSession, userSession } from './session.fixture.js';

describe('a session token issuer', () => {
  it('hands out temporary credentials of one session', async () => {
    const { issuer, secrets } = deployment();
    const claims = roleSession(secrets.newIds());
    const credentials = await issuer.issue(claims, noon);
    expect(credentials.accessKeyId).toBe(claims.accessKeyId);
    expect(credentials.secretAccessKey).toBe(secrets.secretAccessKey(claims));
    expect(credentials.expiration).toEqual(at(3_600));
    expect(credentials.packedPolicySize).toBe(Math.ceil(credentials.sessionToken.length / 81.92));
  });

  it('writes the header and the claims of the wire format', async () => {
    const { issuer, ring } = deployment();
    const { sessionToken } = await issuer.issue(roleSession(), noon);
    const { kid } = await ring.signingKey(noon);
    expect(decodeProtectedHeader(sessionToken)).toEqual({ alg: 'EdDSA', typ: 'grantlog-session+jwt', kid });
    expect(decodeJwt(sessionToken)).toEqual({
      iss: 'grantlog:log-1',
      aud: 'grantlog',
      sub: 'arn:aws:sts::123456789012:assumed-role/Deployer/build-7',
      jti: roleSession().tokenId,
      iat: noon.getTime() / 1_000,
      exp: noon.getTime() / 1_000 + 3_600,
      account: '123456789012',
      log_id: 'log-1',
      principal_kind: 'role',
      principal_id: 'AROAABCDEFGHIJKLMNOPQ',
      access_key_id: 'ASIAABCDEFGHIJKLMNOP',
      revision: '41',
      role_arn: 'arn:aws:iam::123456789012:role/ci/Deployer',
      session_name: 'build-7',
    });
  });

  it('puts no secret into the token', async () => {
    const { issuer } = deployment();
    const { sessionToken, secretAccessKey } = await issuer.issue(userSession(), noon);
    expect(JSON.stringify(decodeJwt(sessionToken))).not.toContain(secretAccessKey);
  });

  it('drops fractions of a second from both times', async () => {
    const { issuer } = deployment();
    const claims = userSession({ issuedAt: at(0.9), expiresAt: at(900.9) });
    expect((await issuer.issue(claims, at(0.9))).expiration).toEqual(at(900));
  });

  it('refuses a token of more than 8 KiB', async () => {
    const { issuer } = deployment();
    const claims = roleSession({ roleArn: `arn:aws:iam::123456789012:role/${'x'.repeat(6_000)}` });
    await expect(issuer.issue(claims, noon)).rejects.toMatchObject({ code: 'packed_policy_too_large' });
  });

  it.each([0, -1, 129_601, Number.NaN])('refuses a session of %d seconds', async (seconds) => {
    const { issuer } = deployment();
    await expect(issuer.issue(userSession({ expiresAt: at(seconds) }), noon)).rejects.toThrow(RangeError);
  });

  it.each([1, 129_600])('accepts a session of %d seconds', async (seconds) => {
    const { issuer } = deployment();
    const credentials = await issuer.issue(userSession({ expiresAt: at(seconds) }), noon);
    expect(credentials.expiration).toEqual(at(seconds));
  });
});
