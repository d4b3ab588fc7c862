import { TestServer } from './server.fixture.js';

describe('the administrative API', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  it('answers a command', async () => {
    const answer = await server.send('POST', '/v1/users', { body: { userName: 'ada' } });
    console.log(answer);
    for (const [m, t] of [
      ['GET', '/v1/users/ada'],
      ['GET', '/v1/nothing'],
      ['PUT', '/v1/users'],
      ['GET', '/v1/policies/' + 'x'.repeat(2049)],
      ['GET', '/v1/users/%zz'],
      ['GET', '/v1/policies/arn%3Aaws%3Aiam%3A%3A123456789012%3Apolicy%2Fa%2Fb'],
      ['GET', '/v1/users?maxItems=1'],
      ['GET', '/.well-known/jwks.json'],
      ['OPTIONS', '/v1/users'],
      ['POST', '/v1/sts/session-token'],
      ['GET', '/v1/users/%2e%2e'],
      ['DELETE', '/v1/users/ada/tags?tagKeys=a'],
    ] as const) {
      const a = await server.send(m, t);
      console.log(m, t, a.status, a.text, a.headers);
    }
  });
});
