import { SessionTokenVerifier } from '../session-token/session-token-verifier.js';
import { at, deployment, logId, noon, roleSession, userSession } from '../session-token/session.fixture.js';
import { signedByClient } from '../sigv4/signing-client.fixture.js';
import { ada, adaKey, authentication } from './authentication.fixture.js';
import { Authenticator } from './authenticator.js';
import { callerOfSession } from './caller.js';
import type { IncomingCredentials } from './incoming-credentials.js';

const bearer = (token: string): IncomingCredentials => ({
  method: 'GET',
  rawUrl: '/v1/user',
  headers: new Map([['authorization', [`Bearer ${token}`]]]),
  body: new Uint8Array(),
  acceptedServices: ['grantlog'],
});
const refusal = (awsCode: string) => ({ code: 'unauthenticated', awsCode });

/** A role session, its credentials and how its client signs. */
async function temporary() {
  const parts = authentication();
  const claims = roleSession(parts.secrets.newIds());
  const credentials = await parts.issuer.issue(claims, noon);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const headers = { 'x-amz-security-token': [sessionToken] };
  return { ...parts, claims, sessionToken, signs: { accessKeyId, secretAccessKey, time: noon, headers } };
}

describe('a long-term access key', () => {
  it('is the caller whose secret signed the request', async () => {
    const { authenticator } = authentication();
    expect(await authenticator.authenticate(signedByClient(ada))).toEqual({
      kind: 'user',
      account: '123456789012',
      principalId: adaKey.ownerId,
      credentialId: ada.accessKeyId,
      longTermCredentialId: ada.accessKeyId,
    });
  });

  it('may belong to the root', async () => {
    const { authenticator, store } = authentication();
    store.keys = [{ ...adaKey, ownerKind: 'root', ownerId: adaKey.account }];
    const caller = await authenticator.authenticate(signedByClient(ada));
    expect(caller).toMatchObject({ kind: 'root', principalId: '123456789012' });
  });

  it('is refused with another secret and with an unknown id, as AWS tells them apart', async () => {
    const { authenticator } = authentication();
    const wrong = signedByClient({ ...ada, secretAccessKey: 'wrong' });
    await expect(authenticator.authenticate(wrong)).rejects.toMatchObject(refusal('SignatureDoesNotMatch'));
    const unknown = signedByClient({ ...ada, accessKeyId: 'AKIAUNKNOWNUNKNOWNUN' });
    await expect(authenticator.authenticate(unknown)).rejects.toMatchObject(refusal('InvalidClientTokenId'));
  });

  it('is not looked up for a request that is refused without it', async () => {
    const { authenticator, store, clock } = authentication();
    clock.now = at(901);
    const late = authenticator.authenticate(signedByClient(ada));
    await expect(late).rejects.toMatchObject(refusal('RequestExpired'));
    expect(store.asked).toEqual([]);
  });

  it('takes no session token', async () => {
    const { authenticator, sessionToken } = await temporary();
    const request = signedByClient({ ...ada, headers: { 'x-amz-security-token': [sessionToken] } });
    await expect(authenticator.authenticate(request)).rejects.toMatchObject(refusal('InvalidClientTokenId'));
  });

  it('is refused for another service than the route accepts', async () => {
    const { authenticator } = authentication();
    const request = signedByClient({ ...ada, service: 'iam' });
    await expect(authenticator.authenticate(request)).rejects.toMatchObject(refusal('SignatureDoesNotMatch'));
    const caller = authenticator.authenticate({ ...request, acceptedServices: ['iam', 'sts'] });
    await expect(caller).resolves.toMatchObject({ kind: 'user' });
  });

  it('leaves a failing store to be reported as such', async () => {
    const { authenticator, store } = authentication();
    store.find = () => Promise.reject(new Error('store is down'));
    await expect(authenticator.authenticate(signedByClient(ada))).rejects.toThrow('store is down');
  });
});

describe('temporary credentials', () => {
  it('sign with the secret that follows from the token', async () => {
    const { authenticator, claims, signs, store } = await temporary();
    expect(await authenticator.authenticate(signedByClient(signs))).toEqual(callerOfSession(claims));
    expect(store.asked).toEqual([]);
  });

  it('of a user name the long-term key behind them', async () => {
    const { authenticator, issuer, secrets } = authentication();
    const claims = userSession(secrets.newIds());
    const { sessionToken, ...key } = await issuer.issue(claims, noon);
    const headers = { 'x-amz-security-token': [sessionToken] };
    const caller = await authenticator.authenticate(signedByClient({ ...key, time: noon, headers }));
    expect(caller).toMatchObject({ kind: 'user', longTermCredentialId: claims.longTermCredentialId });
  });

  it('are refused without their token, with the token of others, and with another secret', async () => {
    const { authenticator, issuer, secrets, signs } = await temporary();
    const others = await issuer.issue(roleSession(secrets.newIds()), noon);
    const cases = [
      [{ ...signs, headers: {} }, 'InvalidClientTokenId'],
      [{ ...signs, headers: { 'x-amz-security-token': [''] } }, 'InvalidClientTokenId'],
      [{ ...signs, headers: { 'x-amz-security-token': ['a.b.c'] } }, 'InvalidClientTokenId'],
      [{ ...signs, headers: { 'x-amz-security-token': [others.sessionToken] } }, 'InvalidClientTokenId'],
      [{ ...signs, secretAccessKey: others.secretAccessKey }, 'SignatureDoesNotMatch'],
      [{ ...signs, secretAccessKey: ada.secretAccessKey }, 'SignatureDoesNotMatch'],
      [{ ...signs, unsigned: ['x-amz-security-token'] }, 'SignatureDoesNotMatch'],
    ] as const;
    for (const [request, awsCode] of cases) {
      const outcome = authenticator.authenticate(signedByClient(request));
      await expect(outcome).rejects.toMatchObject(refusal(awsCode));
    }
  });

  it('end with their token', async () => {
    const { authenticator, signs, clock } = await temporary();
    clock.now = at(3_660);
    const late = authenticator.authenticate(signedByClient({ ...signs, time: clock.now }));
    await expect(late).rejects.toMatchObject(refusal('ExpiredToken'));
  });
});

describe('a bearer token', () => {
  it('is the caller whose session it is, over HTTP and over gRPC', async () => {
    const { authenticator, claims, sessionToken } = await temporary();
    const caller = callerOfSession(claims);
    expect(await authenticator.authenticate(bearer(sessionToken))).toEqual(caller);
    expect(await authenticator.authenticateMetadata([`Bearer ${sessionToken}`])).toEqual(caller);
    expect(await authenticator.authenticateBearer(sessionToken)).toEqual(caller);
  });

  it('is refused when it is expired, forged or of another deployment', async () => {
    const { authenticator, sessionToken, clock } = await temporary();
    const foreign = await deployment().issuer.issue(roleSession(), noon);
    for (const token of ['a.b.c', `${sessionToken.slice(0, -2)}AA`, foreign.sessionToken]) {
      const outcome = authenticator.authenticate(bearer(token));
      await expect(outcome).rejects.toMatchObject(refusal('InvalidClientTokenId'));
    }
    clock.now = at(3_660);
    const late = authenticator.authenticate(bearer(sessionToken));
    await expect(late).rejects.toMatchObject(refusal('ExpiredToken'));
  });

  it('in gRPC metadata is the only credential there', async () => {
    const { authenticator, signs, sessionToken } = await temporary();
    const signature = signedByClient(signs).headers.get('authorization') ?? [];
    for (const values of [[], [''], signature, [`Bearer ${sessionToken}`, `Bearer ${sessionToken}`]]) {
      await expect(authenticator.authenticateMetadata(values)).rejects.toMatchObject({
        code: 'unauthenticated',
      });
    }
  });

  it('leaves an unreachable key source to be reported as such', async () => {
    const { authenticator, sessionToken } = await temporary();
    const keys = deployment();
    keys.store.failure = new Error('source is down');
    const cold = new Authenticator(new SessionTokenVerifier(keys.keys, logId), () => noon);
    await expect(cold.authenticate(bearer(sessionToken))).rejects.toThrow('source is down');
    await expect(authenticator.authenticate(bearer(sessionToken))).resolves.toBeDefined();
  });
});

describe('an authenticator without secrets', () => {
  it('answers bearer tokens and says so to everybody else', async () => {
    const { verifier, sessionToken, claims, signs } = await temporary();
    const verifying = new Authenticator(verifier, () => noon);
    expect(await verifying.authenticate(bearer(sessionToken))).toEqual(callerOfSession(claims));
    for (const client of [ada, signs]) {
      await expect(verifying.authenticate(signedByClient(client))).rejects.toThrow(
        'only bearer session tokens are accepted here',
      );
    }
  });
});
