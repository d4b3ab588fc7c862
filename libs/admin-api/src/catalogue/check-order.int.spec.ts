import { person, type Person } from '../rest/people.fixture.js';
import { TestServer } from '../rest/server.fixture.js';
import { account, allowing, trusting } from './account.fixture.js';
import { operations } from './catalogue.js';

const policyArn = encodeURIComponent(`arn:aws:iam::${account}:policy/None`);

/** Every operation that takes a document, with one that is well formed; what each is about does not exist. */
const requests = [
  ['PUT', '/users/nobody/policies/p', 'policyDocument', allowing('a:B'), 404],
  ['PUT', '/groups/nobody/policies/p', 'policyDocument', allowing('a:B'), 404],
  ['PUT', '/roles/nobody/policies/p', 'policyDocument', allowing('a:B'), 404],
  ['POST', `/policies/${policyArn}/versions`, 'policyDocument', allowing('a:B'), 404],
  ['PUT', '/roles/nobody/trust-policy', 'policyDocument', trusting(account), 404],
  ['POST', '/policies', 'policyDocument', allowing('a:B'), 201],
  ['POST', '/roles', 'assumeRolePolicyDocument', trusting(account), 201],
] as const;

const names: Readonly<Record<string, object>> = {
  '/policies': { policyName: 'New' },
  '/roles': { roleName: 'New' },
};

let server: TestServer;
let stranger: Person;
beforeAll(async () => {
  server = await TestServer.start(operations);
  stranger = await person(server, 'stranger');
}, 60_000);
afterAll(() => server.stop());

describe.each(requests)('%s %s', (method, path, member, document, known) => {
  const send = (sent: object, as?: Person) => {
    const body = { [member]: sent, ...names[path] };
    return server.send(method, `/v1${path}`, as === undefined ? { body } : { body, as });
  };

  it('tells anybody who is authenticated that the document is malformed', async () => {
    const malformed = { ...document, Statement: [{ Effect: 'Perhaps' }] };
    for (const as of [undefined, stranger]) {
      const { status, json } = await send(malformed, as);
      expect([status, json['code']]).toEqual([400, 'malformed_policy_document']);
      expect(JSON.stringify(json['errors'])).toContain(`"/${member}/Statement/0/Effect"`);
    }
  });

  it('tells only those who are authorized whether what it is about exists', async () => {
    expect((await send(document, stranger)).status).toBe(403);
    expect((await send(document)).status).toBe(known);
  });
});
