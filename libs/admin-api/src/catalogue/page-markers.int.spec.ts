import { TestServer } from '../rest/server.fixture.js';
import { allowing } from './account.fixture.js';
import { operations } from './catalogue.js';

describe('the marker of a list', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start(operations);
    for (const userName of ['ada', 'bob']) {
      await server.send('POST', '/v1/users', { body: { userName, path: '/dev/' } });
      for (const name of ['a', 'b', 'c']) {
        const body = { policyDocument: allowing('a:B') };
        await server.send('PUT', `/v1/users/${userName}/policies/${name}`, { body });
      }
    }
  }, 60_000);
  afterAll(() => server.stop());

  const list = (target: string) => server.send('GET', `/v1${target}`);
  const markerOf = async (target: string) => encodeURIComponent(String((await list(target)).json['marker']));

  it('goes on in the list that answered it, with pages of another length too', async () => {
    const marker = await markerOf('/users/ada/policies?maxItems=1');
    const { json } = await list(`/users/ada/policies?maxItems=5&marker=${marker}`);
    expect(json).toMatchObject({ policyNames: ['b', 'c'], isTruncated: false });
    const second = await markerOf(`/users/ada/policies?maxItems=1&marker=${marker}`);
    expect((await list(`/users/ada/policies?marker=${second}`)).json['policyNames']).toEqual(['c']);
  });

  it.each([
    ['/users/ada/policies?maxItems=1', '/users/bob/policies?'],
    ['/users?maxItems=1', '/users?pathPrefix=/dev/&'],
    ['/users?maxItems=1&pathPrefix=/dev/', '/users?'],
  ])('of %s is refused for %s', async (answered, other) => {
    const { status, json } = await list(`${other}marker=${await markerOf(answered)}`);
    expect(status).toBe(400);
    expect(json).toMatchObject({
      code: 'validation_error',
      errors: [{ pointer: '/marker', code: 'invalid_marker' }],
    });
  });
});
