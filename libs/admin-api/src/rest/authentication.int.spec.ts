import { event } from '@grantlog/events';
import { credentialsOf, person, role } from './people.fixture.js';
import { account, TestServer } from './server.fixture.js';

const mayEverything = { Effect: 'Allow', Action: '*', Resource: '*' };
const whoAmI = ['GET', '/v1/sts/caller-identity'] as const;

describe('who is calling over REST', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  it('is the account root with the root key', async () => {
    const { status, json } = await server.send(...whoAmI);
    expect(status).toBe(200);
    expect(json).toMatchObject({ arn: `arn:aws:iam::${account}:root`, userId: account, account });
  });

  it('is a user with a key of its own', async () => {
    const ada = await person(server, 'ada');
    const { json } = await server.send(...whoAmI, { as: ada });
    expect(json).toMatchObject({ arn: ada.userArn, userId: ada.userId });
  });

  describe('nobody', () => {
    const problem = expect.objectContaining({ code: 'unauthenticated', status: 401 }) as unknown;

    it('without a credential, whatever the request says', async () => {
      const bad = { as: 'none', body: '{"no":' } as const;
      const answer = await server.send('POST', '/v1/users', bad);
      expect([answer.status, answer.json]).toEqual([401, problem]);
      expect(answer.headers['www-authenticate']).toContain('AWS4-HMAC-SHA256');
    });

    it('with an unknown key or a wrong secret', async () => {
      const { root } = server;
      const unknown = await server.send(...whoAmI, { as: { ...root, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' } });
      const wrong = await server.send(...whoAmI, { as: { ...root, secretAccessKey: 'x' } });
      expect([unknown.json, wrong.json]).toEqual([problem, problem]);
    });

    it('with a bearer token that is none', async () => {
      const headers = { authorization: 'Bearer not.a.token' };
      expect((await server.send(...whoAmI, { as: 'none', headers })).json).toEqual(problem);
    });

    it('once the key is deactivated, at the very next request, and again somebody once it is active', async () => {
      const bob = await person(server, 'bob');
      const path = `/v1/users/bob/access-keys/${bob.accessKeyId}`;
      expect((await server.send('PATCH', path, { body: { status: 'Inactive' } })).status).toBe(200);
      const write = await server.send('POST', '/v1/sts/session-token', { as: bob });
      const read = await server.send(...whoAmI, { as: bob });
      const misshapen = await server.send('POST', '/v1/users', { as: bob, body: { colour: 'red' } });
      expect([write.json, read.json, misshapen.json]).toEqual([problem, problem, problem]);
      await server.send('PATCH', path, { body: { status: 'Active' } });
      expect((await server.send(...whoAmI, { as: bob })).status).toBe(200);
    });

    it('once the user is deleted, also with a session made before, also when the name is used again', async () => {
      const cyd = await person(server, 'cyd');
      const session = credentialsOf(await server.send('POST', '/v1/sts/session-token', { as: cyd }));
      expect((await server.send(...whoAmI, { as: session })).status).toBe(200);
      await server.send('DELETE', '/v1/users/cyd');
      await person(server, 'cyd');
      expect((await server.send(...whoAmI, { as: cyd })).json).toEqual(problem);
      expect((await server.send(...whoAmI, { as: session })).json).toEqual(problem);
    });
  });

  describe('a session', () => {
    it('of a user is the user, signed or as bearer, and gets no session of its own', async () => {
      const dan = await person(server, 'dan');
      const session = credentialsOf(await server.send('POST', '/v1/sts/session-token', { as: dan }));
      const headers = { authorization: `Bearer ${session.sessionToken}` };
      const bearer = await server.send(...whoAmI, { as: 'none', headers });
      const signed = await server.send(...whoAmI, { as: session });
      expect([bearer.json, signed.json]).toEqual([
        expect.objectContaining({ arn: dan.userArn }),
        expect.objectContaining({ arn: dan.userArn }),
      ]);
      const again = await server.send('POST', '/v1/sts/session-token', { as: session });
      expect(again.json).toMatchObject({ status: 403, code: 'access_denied' });
    });

    it('of a role is the session, has the permissions of the role, and ends with the role', async () => {
      const eve = await person(server, 'eve');
      const roleArn = await role(server, 'Auditor', { arn: eve.userArn, id: eve.userId }, [mayEverything]);
      const body = { roleArn, roleSessionName: 'night' };
      const assumed = await server.send('POST', '/v1/sts/assume-role', { as: eve, body });
      const session = credentialsOf(assumed);
      const sessionArn = `arn:aws:sts::${account}:assumed-role/Auditor/night`;
      const { json } = await server.send(...whoAmI, { as: session });
      expect(json).toMatchObject({ arn: sessionArn, userId: 'AROAAUDITORAAAAAAAAAA:night' });
      expect((await server.send('GET', '/v1/users/eve', { as: eve })).status).toBe(403);
      expect(
        (await server.send('POST', '/v1/users', { as: session, body: { userName: 'fay' } })).status,
      ).toBe(201);
      expect(await server.lastEvent()).toMatchObject({
        actor: sessionArn,
        credentialid: session.accessKeyId,
      });
      const named = { roleName: 'Auditor', roleId: 'AROAAUDITORAAAAAAAAAA', roleArn };
      await server.record(event('RoleDeleted', named));
      expect((await server.send(...whoAmI, { as: session })).status).toBe(401);
    });

    it('of a role is refused to a user who was deleted and made again under the trusted name', async () => {
      const gil = await person(server, 'gil', [mayEverything]);
      const roleArn = await role(server, 'Pinned', { arn: gil.userArn, id: 'AIDAEARLIER' }, []);
      const body = { roleArn, roleSessionName: 'day' };
      const { status, json } = await server.send('POST', '/v1/sts/assume-role', { as: gil, body });
      expect(status).toBe(403);
      expect(json['detail']).toBe(
        `User: ${gil.userArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn} because no role trust policy allows the sts:AssumeRole action`,
      );
    });

    it('of a role that does not exist is refused in the same words', async () => {
      const roleArn = `arn:aws:iam::${account}:role/Nobody`;
      const body = { roleArn, roleSessionName: 'day' };
      const { json } = await server.send('POST', '/v1/sts/assume-role', { body });
      expect(json['detail']).toBe(
        `User: arn:aws:iam::${account}:root is not authorized to perform: sts:AssumeRole on resource: ${roleArn} because no role trust policy allows the sts:AssumeRole action`,
      );
    });
  });

  it('acts on its own account alone: what another one has does not exist for it', async () => {
    const stranger = await server.anotherRoot('210987654321');
    await server.send('POST', '/v1/users', { body: { userName: 'hal' } });
    const list = await server.send('GET', '/v1/users', { as: stranger });
    expect(list.json).toEqual({ revision: 2, users: [], isTruncated: false });
    expect((await server.send('GET', '/v1/users/hal', { as: stranger })).status).toBe(404);
    const { json } = await server.send('POST', '/v1/users', { as: stranger, body: { userName: 'hal' } });
    expect(json).toMatchObject({ user: { arn: 'arn:aws:iam::210987654321:user/hal' }, revision: 3 });
    const marked = await server.send('GET', '/v1/users?maxItems=1');
    const marker = encodeURIComponent(String(marked.json['marker']));
    const theft = await server.send('GET', `/v1/users?marker=${marker}`, { as: stranger });
    expect(theft.json).toMatchObject({ errors: [{ code: 'invalid_marker' }] });
  });

  it('is told by keys that anybody may read', async () => {
    const answer = await server.send('GET', '/.well-known/jwks.json', { as: 'none' });
    expect(answer.headers['cache-control']).toBe('public, max-age=300');
    expect(answer.json).toEqual({
      keys: [expect.objectContaining({ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA' })],
    });
    expect(answer.text).not.toContain('"d"');
  });
});
