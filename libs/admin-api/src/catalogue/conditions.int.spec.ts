import { credentialsOf, person, type Person } from '../rest/people.fixture.js';
import { TestServer } from '../rest/server.fixture.js';
import type { SigningCredentials } from '../rest/signed-request.fixture.js';
import { account, allowing, trusting } from './account.fixture.js';
import { operations } from './catalogue.js';

const iam = `arn:aws:iam::${account}`;

const allow = (Action: string, Condition: object) => ({ Effect: 'Allow', Action, Resource: '*', Condition });

describe('what policies can say about operations', () => {
  let server: TestServer;
  let delegate: Person;

  const send = (method: string, path: string, body?: object, as: SigningCredentials = server.root) =>
    server.send(method, `/v1${path}`, body === undefined ? { as } : { as, body });

  beforeAll(async () => {
    server = await TestServer.start(operations);
    delegate = await person(server, 'delegate', [
      allow('iam:AttachUserPolicy', { StringEquals: { 'iam:PolicyARN': `${iam}:policy/Read` } }),
      allow('iam:CreateUser', { StringEquals: { 'aws:RequestTag/Team': 'blue' } }),
      allow('iam:DeleteUser', { StringEquals: { 'aws:ResourceTag/team': 'blue' } }),
    ]);
    for (const policyName of ['Read', 'Write']) {
      await send('POST', '/policies', { policyName, policyDocument: allowing('a:B') });
    }
  }, 60_000);
  afterAll(() => server.stop());

  it.each([
    ['Write', 403],
    ['Read', 200],
  ])('which policies may be attached: %s %i', async (name, status) => {
    const path = `/users/delegate/attached-policies/${encodeURIComponent(`${iam}:policy/${name}`)}`;
    expect(await send('PUT', path, undefined, delegate)).toMatchObject({ status });
  });

  it.each([
    ['blue', 201, 200],
    ['red', 403, 403],
  ])('with which tags users may be made and deleted: %s', async (value, created, deleted) => {
    const user = { userName: value, tags: [{ key: 'team', value }] };
    expect(await send('POST', '/users', user, delegate)).toMatchObject({ status: created });
    if (created !== 201) await send('POST', '/users', user);
    expect(await send('DELETE', `/users/${value}`, undefined, delegate)).toMatchObject({ status: deleted });
  });

  it('which external id lets a stranger assume a role', async () => {
    const [statement] = (trusting(delegate.userArn) as { Statement: [object] }).Statement;
    const Condition = { StringEquals: { 'sts:ExternalId': 'contract-7', 'sts:RoleSessionName': 'visit' } };
    const assumeRolePolicyDocument = { Version: '2012-10-17', Statement: { ...statement, Condition } };
    await send('POST', '/roles', { roleName: 'Guest', assumeRolePolicyDocument });
    const assume = { roleArn: `${iam}:role/Guest`, roleSessionName: 'visit' };
    for (const [more, status] of [
      [{}, 403],
      [{ externalId: 'contract-8' }, 403],
      [{ externalId: 'contract-7', roleSessionName: 'other' }, 403],
      [{ externalId: 'contract-7' }, 200],
    ] as const) {
      expect(await send('POST', '/sts/assume-role', { ...assume, ...more }, delegate)).toMatchObject({
        status,
      });
    }
  });

  it('that a recreated user is another one, until the trust policy is written again', async () => {
    const first = await person(server, 'ada');
    const assumeRolePolicyDocument = trusting(first.userArn);
    await send('POST', '/roles', { roleName: 'Ada', assumeRolePolicyDocument });
    const assume = { roleArn: `${iam}:role/Ada`, roleSessionName: 'visit' };
    expect(await send('POST', '/sts/assume-role', assume, first)).toMatchObject({ status: 200 });
    await send('DELETE', `/users/ada/access-keys/${first.accessKeyId}`);
    await send('DELETE', '/users/ada');
    const second = await person(server, 'ada');
    expect(await send('POST', '/sts/assume-role', assume, second)).toMatchObject({ status: 403 });
    const trust = { policyDocument: assumeRolePolicyDocument };
    expect(await send('PUT', '/roles/Ada/trust-policy', trust)).toMatchObject({ status: 200 });
    expect(await send('POST', '/sts/assume-role', assume, second)).toMatchObject({ status: 200 });
  });

  it('that a session of a role lasts one hour at most when it assumes the next', async () => {
    const next = {
      roleName: 'Next',
      maxSessionDuration: 43_200,
      assumeRolePolicyDocument: trusting(`${iam}:root`),
    };
    await send('POST', '/roles', next);
    await send('POST', '/roles', { roleName: 'First', assumeRolePolicyDocument: trusting(delegate.userArn) });
    await send('PUT', '/roles/First/policies/next', { policyDocument: allowing('sts:AssumeRole') });
    const assume = (roleName: string, durationSeconds: number, as: SigningCredentials) =>
      send(
        'POST',
        '/sts/assume-role',
        { roleArn: `${iam}:role/${roleName}`, roleSessionName: 's1', durationSeconds },
        as,
      );
    const session = credentialsOf(await assume('First', 900, delegate));
    expect(await assume('Next', 3_601, session)).toMatchObject({
      status: 400,
      json: { code: 'validation_error', errors: [{ pointer: '/durationSeconds' }] },
    });
    expect(await assume('Next', 3_600, session)).toMatchObject({ status: 200 });
    expect(await send('POST', '/sts/session-token', {}, session)).toMatchObject({
      status: 403,
      json: { code: 'access_denied' },
    });
    expect(await send('GET', '/user', undefined, session)).toMatchObject({
      status: 400,
      json: { code: 'validation_error' },
    });
  });

  it('nothing about the root, which may not assume roles', async () => {
    const assume = { roleArn: `${iam}:role/First`, roleSessionName: 'visit' };
    expect(await send('POST', '/sts/assume-role', assume)).toMatchObject({ status: 403 });
    expect(await send('GET', '/user')).toMatchObject({ status: 200, json: { user: { arn: `${iam}:root` } } });
  });

  it.each([
    [{ userName: 'eve', permissionsBoundary: `${iam}:policy/Read` }, 'not_supported'],
    [{ userName: 'eve', permissionsBoundary: 'x', colour: 'red' }, 'validation_error'],
    [
      {
        userName: 'eve',
        tags: [
          { key: 'a', value: '' },
          { key: 'A', value: '' },
        ],
      },
      'invalid_input',
    ],
  ])('nothing that lets %j pass', async (body, code) => {
    expect(await send('POST', '/users', body)).toMatchObject({ status: 400, json: { code } });
    expect(await send('GET', '/users/eve')).toMatchObject({ status: 404, json: { code: 'no_such_entity' } });
  });
});
