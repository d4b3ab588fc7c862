import { operations } from '../catalogue/catalogue.js';
import { credentialsOf, member } from './people.fixture.js';
import { account, type Answer, TestServer } from './server.fixture.js';

const iam = `arn:aws:iam::${account}:`;
const allow = (Action: string | string[], Resource = '*') => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action, Resource },
});

describe('the catalogue over REST', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start(operations);
  }, 60_000);
  afterAll(() => server.stop());

  const send = async (method: string, target: string, body?: unknown): Promise<Answer> =>
    server.send(method, target, body === undefined ? {} : { body });
  const must = async (status: number, method: string, target: string, body?: unknown): Promise<Answer> => {
    const answer = await send(method, target, body);
    if (answer.status !== status) throw new Error(`${method} ${target}: ${answer.status} ${answer.text}`);
    return answer;
  };

  it('sets up a company, lets a role be assumed, and takes everything down again', async () => {
    const policyArn = encodeURIComponent(`${iam}policy/read/Readers`);
    const trusting = (arn: string) => ({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' },
    });
    await must(201, 'POST', '/v1/groups', { groupName: 'dev' });
    await must(201, 'POST', '/v1/users', { userName: 'ada', tags: [{ key: 'team', value: 'x' }] });
    const readers = {
      policyName: 'Readers',
      path: '/read/',
      policyDocument: allow(['iam:Get*', 'iam:List*']),
    };
    await must(201, 'POST', '/v1/policies', readers);
    await must(200, 'PUT', `/v1/groups/dev/attached-policies/${policyArn}`);
    await must(200, 'PUT', '/v1/groups/dev/members/ada', {});
    await must(200, 'PUT', '/v1/users/ada/policies/assume', { policyDocument: allow('sts:AssumeRole') });
    const role = { roleName: 'Night', assumeRolePolicyDocument: JSON.stringify(trusting(`${iam}user/ada`)) };
    await must(201, 'POST', '/v1/roles', role);
    await must(200, 'PUT', '/v1/roles/Night/policies/all', { policyDocument: allow('iam:ListGroups') });
    const key = member(await must(201, 'POST', '/v1/users/ada/access-keys'), 'accessKey');
    expect(key).toMatchObject({ userName: 'ada', status: 'Active' });
    const ada = {
      accessKeyId: String(key['accessKeyId']),
      secretAccessKey: String(key['secretAccessKey']),
    };
    expect((await server.send('GET', '/v1/users/ada', { as: ada })).status).toBe(200);
    expect((await server.send('DELETE', '/v1/users/ada', { as: ada })).status).toBe(403);
    const body = { roleArn: `${iam}role/Night`, roleSessionName: 'shift' };
    const session = credentialsOf(await server.send('POST', '/v1/sts/assume-role', { as: ada, body }));
    expect((await server.send('GET', '/v1/groups', { as: session })).status).toBe(200);
    expect((await server.send('GET', '/v1/users/ada', { as: session })).status).toBe(403);
    expect((await send('DELETE', '/v1/users/ada')).json['code']).toBe('delete_conflict');
    await must(200, 'DELETE', `/v1/users/ada/access-keys/${ada.accessKeyId}`);
    await must(200, 'DELETE', '/v1/users/ada/policies/assume');
    await must(200, 'DELETE', '/v1/groups/dev/members/ada');
    await must(200, 'DELETE', '/v1/users/ada');
    await must(200, 'DELETE', `/v1/groups/dev/attached-policies/${policyArn}`);
    await must(200, 'DELETE', '/v1/groups/dev');
    await must(200, 'DELETE', `/v1/policies/${policyArn}`);
    await must(200, 'DELETE', '/v1/roles/Night/policies/all');
    await must(200, 'DELETE', '/v1/roles/Night');
    const events = await must(200, 'GET', '/v1/events?limit=1000&action=iam:DeleteRole');
    expect(events.json['events']).toHaveLength(1);
  });

  it('points into a document that is no policy, however it was sent', async () => {
    const policyDocument = {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Acton: '*', Resource: '*' },
    };
    const wrong = [policyDocument, JSON.stringify(policyDocument)];
    for (const document of wrong) {
      const { json } = await send('POST', '/v1/policies', { policyName: 'p', policyDocument: document });
      expect(json).toMatchObject({ status: 400, code: 'malformed_policy_document' });
      expect(JSON.stringify(json['errors'])).toContain('"/policyDocument/Statement/Acton"');
    }
  });

  it.each(operations.map(({ method, path, name }) => [name, method, path]))(
    '%s asks who calls, and breaks on no nonsense',
    async (_, method, path) => {
      const target = `/v1${path.replaceAll(/\{\w+\}/g, 'no%20such%2Fthing')}`;
      expect((await server.send(method, target, { as: 'none' })).status).toBe(401);
      const hasBody = method !== 'GET' && method !== 'DELETE';
      const answer = await send(
        method,
        `${target}?nonsense=1`,
        hasBody ? { userName: {}, '': [] } : undefined,
      );
      expect([answer.status, answer.json['code']]).toEqual([400, 'validation_error']);
    },
  );
});
