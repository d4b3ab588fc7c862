import { decodeRevisionToken } from '@grantlog/contract';
import { member, person } from './people.fixture.js';
import { account, TestServer } from './server.fixture.js';

describe('a command over REST', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  const create = (userName: string, headers: Record<string, string> = {}) =>
    server.send('POST', '/v1/users', { body: { userName }, headers });

  it('answers the entity, the revision as a number, and the token of that revision', async () => {
    const answer = await create('ada');
    const head = await server.log.head(account);
    expect([answer.status, answer.json['revision']]).toEqual([201, Number(head?.revision)]);
    expect(member(answer, 'user')).toMatchObject({ arn: `arn:aws:iam::${account}:user/ada` });
    const token = String(answer.headers['grantlog-revision-token']);
    expect(decodeRevisionToken(token, { logId: server.log.logId, account })).toBe(head?.revision);
  });

  it('that changes nothing answers the current revision', async () => {
    const bob = await person(server, 'bob');
    const path = `/v1/users/bob/access-keys/${bob.accessKeyId}`;
    const before = await server.log.head(account);
    const { status, json } = await server.send('PATCH', path, { body: { status: 'Active' } });
    expect([status, json]).toEqual([200, { revision: Number(before?.revision) }]);
    expect((await server.log.head(account))?.revision).toBe(before?.revision);
  });

  it('that deletes answers 200 with the revision alone', async () => {
    await create('cyd');
    const { status, json } = await server.send('DELETE', '/v1/users/cyd');
    expect([status, Object.keys(json)]).toEqual([200, ['revision']]);
  });

  it('records who did it, why, from where and under which request id', async () => {
    const reason = 'Übergabe: ticket 4711';
    const headers = { 'grantlog-reason': Buffer.from(reason).toString('latin1'), 'x-request-id': 'req-7' };
    const answer = await create('dan', headers);
    expect(answer.headers['x-request-id']).toBe('req-7');
    expect(await server.lastEvent()).toMatchObject({
      type: 'grantlog.UserCreated',
      action: 'iam:CreateUser',
      actor: `arn:aws:iam::${account}:root`,
      credentialid: server.root.accessKeyId,
      requestid: 'req-7',
      sourceip: '127.0.0.1',
      reason,
    });
  });

  it.each(['', 'x'.repeat(1_001), 'a\tb'])('is refused with the reason %j', async (reason) => {
    const { json } = await create('not-made', { 'grantlog-reason': reason });
    expect(json).toMatchObject({ code: 'validation_error', errors: [{ pointer: '/grantlog-reason' }] });
  });

  describe('with an idempotency key', () => {
    const again = { 'idempotency-key': 'key-1' };

    it('answers the same a second time, the secret included, and does nothing', async () => {
      await create('eve');
      const first = await server.send('POST', '/v1/users/eve/access-keys', { headers: again });
      const head = await server.log.head(account);
      const second = await server.send('POST', '/v1/users/eve/access-keys', { body: {}, headers: again });
      expect([second.status, second.text]).toEqual([first.status, first.text]);
      expect(member(second, 'accessKey')).toHaveProperty('secretAccessKey');
      expect(second.headers['grantlog-revision-token']).toBe(first.headers['grantlog-revision-token']);
      expect((await server.log.head(account))?.revision).toBe(head?.revision);
    });

    it('refuses another body and another operation under the same key', async () => {
      const headers = { 'idempotency-key': 'key-2' };
      expect((await create('fay', headers)).status).toBe(201);
      const mismatch = { status: 422, code: 'idempotency_mismatch' };
      expect((await create('gil', headers)).json).toMatchObject(mismatch);
      const other = await server.send('DELETE', '/v1/users/fay', { headers });
      expect(other.json).toMatchObject(mismatch);
      expect((await server.send('GET', '/v1/users/fay')).status).toBe(200);
    });

    it('keeps no refusal: the same request is decided anew', async () => {
      await create('hal');
      const headers = { 'idempotency-key': 'key-3' };
      expect((await create('hal', headers)).status).toBe(409);
      await server.send('DELETE', '/v1/users/hal');
      expect((await create('hal', headers)).status).toBe(201);
    });

    it('does not share it with another principal', async () => {
      const statement = { Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*' };
      const ivy = await person(server, 'ivy', [statement]);
      const headers = { 'idempotency-key': 'key-4' };
      await create('jan', headers);
      const other = await server.send('POST', '/v1/users', { as: ivy, body: { userName: 'kim' }, headers });
      expect(other.status).toBe(201);
    });

    it.each(['', 'x'.repeat(256), 'a\tb'])('is refused when the key is %j', async (key) => {
      const { json } = await create('not-made', { 'idempotency-key': key });
      expect(json).toMatchObject({ code: 'validation_error', errors: [{ pointer: '/idempotency-key' }] });
    });

    it('happens once when it is sent many times at once', async () => {
      const headers = { 'idempotency-key': 'key-5' };
      const answers = await Promise.all(Array.from({ length: 8 }, () => create('lea', headers)));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    });
  });

  describe('is authorized', () => {
    it('by the policies of the caller, in the words of AWS when none allows it', async () => {
      const max = await person(server, 'max');
      const { status, json } = await server.send('POST', '/v1/users', {
        as: max,
        body: { userName: 'ned' },
      });
      expect(status).toBe(403);
      expect(json).toMatchObject({
        code: 'access_denied',
        detail: `User: ${max.userArn} is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::${account}:user/ned because no identity-based policy allows the iam:CreateUser action`,
      });
    });

    it('unless a policy denies it', async () => {
      const allow = { Effect: 'Allow', Action: 'iam:*', Resource: '*' };
      const deny = { Effect: 'Deny', Action: 'iam:DeleteUser', Resource: '*' };
      const oda = await person(server, 'oda', [allow, deny]);
      const { json } = await server.send('DELETE', '/v1/users/oda', { as: oda });
      expect(json['detail']).toBe(
        `User: ${oda.userArn} is not authorized to perform: iam:DeleteUser on resource: ${oda.userArn} with an explicit deny in an identity-based policy`,
      );
    });

    it('with the condition keys of the operation, the network, the signature and the principal', async () => {
      const condition = {
        StringEquals: {
          'aws:RequestTag/path': '/dev/',
          'aws:RequestedRegion': 'eu-central-1',
          'aws:UserAgent': 'probe',
          'aws:username': 'pia',
          'aws:ViaAWSService': 'false',
        },
        Bool: { 'aws:SecureTransport': 'false' },
        IpAddress: { 'aws:SourceIp': '127.0.0.0/8' },
        Null: { 'aws:CurrentTime': 'false', 'aws:EpochTime': 'false', 'aws:TokenIssueTime': 'true' },
      };
      const statement = { Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*', Condition: condition };
      const pia = await person(server, 'pia', [statement]);
      const headers = { 'user-agent': 'probe' };
      const inDev = { as: pia, headers, body: { userName: 'quin', path: '/dev/' } };
      const elsewhere = { ...inDev, body: { userName: 'quin', path: '/prod/' } };
      expect((await server.send('POST', '/v1/users', elsewhere)).status).toBe(403);
      expect((await server.send('POST', '/v1/users', inDev)).status).toBe(201);
    });

    it('after its shape was checked and before anybody is told whether the entity exists', async () => {
      const ria = await person(server, 'ria');
      const shape = await server.send('POST', '/v1/users', { as: ria, body: { userName: 7 } });
      const missing = await server.send('GET', '/v1/users/nobody', { as: ria });
      const known = await server.send('GET', '/v1/users/nobody');
      expect([shape.status, missing.status, known.status]).toEqual([400, 403, 404]);
      expect(known.json['code']).toBe('no_such_entity');
    });
  });

  it('is answered with 503 when the log cannot be reached, and then nothing was done', async () => {
    await server.log.close();
    const { status, json } = await create('sue');
    expect([status, json['code']]).toEqual([503, 'unavailable']);
    expect((await server.send('GET', '/v1/users/sue')).json['code']).toBe('unavailable');
  });
});
