import { execFile, execFileSync } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { noon, roleSession } from '../session-token/session.fixture.js';
import { ada, authentication } from './authentication.fixture.js';
import type { Authenticator } from './authenticator.js';
import { AuthenticationError } from './authentication-error.js';
import { incomingHeaders } from './incoming-credentials.js';

const run = promisify(execFile);

/** curl signs SigV4 since 7.75. */
function hasSigningCurl(): boolean {
  try {
    return execFileSync('curl', ['--help', 'all'], { encoding: 'utf8' }).includes('--aws-sigv4');
  } catch {
    return false;
  }
}

const describeWithCurl = hasSigningCurl() ? describe : describe.skip;

async function answer(authenticator: Authenticator, request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const caller = await authenticator.authenticate({
    method: request.method ?? '',
    rawUrl: request.url ?? '',
    headers: incomingHeaders(request.rawHeaders),
    body: Buffer.concat(chunks),
    acceptedServices: ['grantlog'],
  });
  return { kind: caller.kind, credentialId: caller.credentialId, url: request.url };
}

describeWithCurl('curl --aws-sigv4 (skipped where curl does not know the option)', () => {
  const parts = authentication();
  let server: Server;
  let origin = '';

  beforeAll(async () => {
    const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      try {
        response.end(JSON.stringify(await answer(parts.authenticator, request)));
      } catch (error) {
        response.end(JSON.stringify({ refused: error instanceof AuthenticationError && error.awsCode }));
      }
    };
    server = createServer((request, response) => void respond(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  async function curl(path: string, options: string[] = [], key = ada): Promise<unknown> {
    parts.clock.now = new Date();
    const user = `${key.accessKeyId}:${key.secretAccessKey}`;
    const signing = ['--aws-sigv4', 'aws:amz:us-east-1:grantlog', '--user', user];
    const { stdout } = await run('curl', ['-sS', ...signing, ...options, `${origin}${path}`]);
    return JSON.parse(stdout);
  }

  const arnPath = '/v1/policies/arn%3Aaws%3Aiam%3A%3A123456789012%3Apolicy%2Fteam%2Fread';
  const json = ['-H', 'Content-Type: application/json', '-d', '{"userName":"ada","path":"/ä/"}'];

  it.each<[string, string, string[]]>([
    ['a GET', '/v1/users', []],
    ['an unsorted query', '/v1/users?pathPrefix=/eng/&maxItems=10&a', []],
    ['a repeated query name', '/v1/users/ada/tags?tagKeys=b&tagKeys=a', []],
    ['encoded characters in the query', '/v1/events?entity=arn%3Aaws%3Aiam%3A%3A1%3Auser%2Fada', []],
    ['an encoded ARN in the path', arnPath, []],
    ['an encoded ARN and a query', `${arnPath}/entities?entityFilter=User&b=%2F`, []],
    ['name characters in the path', '/v1/users/a+b=c,d.e@f-g_h', []],
    ['a POST with a JSON body', '/v1/users', json],
    ['a PUT without a body', '/v1/groups/dev/members/ada', ['-X', 'PUT']],
    ['a DELETE', `/v1/users/ada/attached-policies/${arnPath.slice(13)}`, ['-X', 'DELETE']],
    ['more headers, which curl signs', '/v1/users', ['-H', 'Grantlog-Reason: voilà  für Ada', ...json]],
  ])('signs %s', async (_, path, options) => {
    expect(await curl(path, options)).toEqual({ kind: 'user', credentialId: ada.accessKeyId, url: path });
  });

  it('signs with temporary credentials', async () => {
    const issuedAt = new Date();
    const expiresAt = new Date(issuedAt.getTime() + 900_000);
    const session = roleSession({ ...parts.secrets.newIds(), issuedAt, expiresAt });
    const { sessionToken, ...key } = await parts.issuer.issue(session, issuedAt);
    const options = ['-H', `X-Amz-Security-Token: ${sessionToken}`];
    const caller = await curl('/v1/user', options, { ...key, time: noon });
    expect(caller).toEqual({ kind: 'role', credentialId: key.accessKeyId, url: '/v1/user' });
    expect(await curl('/v1/user', [], { ...key, time: noon })).toEqual({ refused: 'InvalidClientTokenId' });
  });

  it('is refused with another secret', async () => {
    const wrong = { ...ada, secretAccessKey: 'wrong' };
    expect(await curl('/v1/users', json, wrong)).toEqual({ refused: 'SignatureDoesNotMatch' });
  });
});
