import { AuthenticationError } from '../authentication/authentication-error.js';
import type { IncomingCredentials } from '../authentication/incoming-credentials.js';
import { awsTestCases, awsTestSuite, type AwsTestCase } from './aws-test-suite.fixture.js';
import { readSignedRequest } from './signed-request.js';
import { signedByClient, type ClientRequest } from './signing-client.fixture.js';

const noon = new Date('2026-11-24T12:00:00Z');
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const client = (changes: Partial<ClientRequest> = {}): ClientRequest => ({
  accessKeyId: 'AKIAABCDEFGHIJKLMNOP',
  secretAccessKey,
  time: noon,
  ...changes,
});

const read = (request: IncomingCredentials, now = noon) => {
  const authorization = request.headers.get('authorization')?.join('') ?? '';
  return readSignedRequest(request, authorization.replace(/^AWS4-HMAC-SHA256/, '').trim(), now);
};
const isGenuine = (request: IncomingCredentials): boolean => read(request).isSignedWith(secretAccessKey);
const withHeader = (request: IncomingCredentials, name: string, values: string[] | undefined) => {
  const headers = new Map(request.headers);
  if (values === undefined) headers.delete(name);
  else headers.set(name, values);
  return { ...request, headers };
};

/** True when the request is refused at either step: while it is read, or because the signature does not match. */
function isRefused(request: IncomingCredentials, now = noon): boolean {
  try {
    return !read(request, now).isSignedWith(secretAccessKey);
  } catch (error) {
    if (error instanceof AuthenticationError) return true;
    throw error;
  }
}

function awsRequest({ method, rawUrl, headers, body, signature }: AwsTestCase): IncomingCredentials {
  const { accessKeyId, host, basicTime, scope, service } = awsTestSuite;
  const sent = new Map([['host', [host]], ['x-amz-date', [basicTime]], ...Object.entries(headers)]);
  const signed = [...sent.keys()].sort().join(';');
  const credential = `Credential=${accessKeyId}/${scope}`;
  sent.set('authorization', [
    `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signed}, Signature=${signature}`,
  ]);
  return { method, rawUrl, headers: sent, body: Buffer.from(body), acceptedServices: [service] };
}

describe('the published AWS test suite', () => {
  it.each(awsTestCases)('$name is accepted', (testCase) => {
    const signed = read(awsRequest(testCase), awsTestSuite.time);
    expect(signed.accessKeyId).toBe('AKIDEXAMPLE');
    expect(signed.isSignedWith(awsTestSuite.secretAccessKey)).toBe(true);
  });

  it.each(awsTestCases)('$name is refused with another secret or a changed signature', (testCase) => {
    const secret = awsTestSuite.secretAccessKey.replace('K7', 'K8');
    expect(read(awsRequest(testCase), awsTestSuite.time).isSignedWith(secret)).toBe(false);
    for (let position = 0; position < 64; position += 1) {
      const digit = testCase.signature.charAt(position) === '0' ? '1' : '0';
      const signature =
        testCase.signature.slice(0, position) + digit + testCase.signature.slice(position + 1);
      const signed = read(awsRequest({ ...testCase, signature }), awsTestSuite.time);
      expect(signed.isSignedWith(awsTestSuite.secretAccessKey)).toBe(false);
    }
  });
});

describe('a signed request', () => {
  const rawUrl = '/v1/policies/arn%3Aaws%3Aiam%3A%3A123456789012%3Apolicy%2Fread?b=2&a=1';

  it.each<[string, Partial<ClientRequest>]>([
    ['path and query as sent', {}],
    [
      'the path encoded a second time',
      { canonicalPath: '/v1/policies/arn%253Aaws%253Aiam%253A%253A123456789012%253Apolicy%252Fread' },
    ],
    ['the query sorted', { canonicalQuery: 'a=1&b=2' }],
    [
      'both',
      {
        canonicalPath: '/v1/policies/arn%253Aaws%253Aiam%253A%253A123456789012%253Apolicy%252Fread',
        canonicalQuery: 'a=1&b=2',
      },
    ],
    ['any region', { region: 'eu-central-1' }],
    ['an empty body hash', { headers: { 'x-amz-content-sha256': [sha256OfNothing()] } }],
    ['UTF-8 in a signed header', { headers: { 'grantlog-reason': [latin1('voilà, für Ada')] } }],
  ])('may sign %s', (_, changes) => {
    expect(isGenuine(signedByClient(client({ rawUrl, ...changes })))).toBe(true);
  });

  it('is refused when any part that it signs was changed', () => {
    const good = signedByClient(
      client({ method: 'POST', rawUrl, body: '{"a":1}', headers: { 'x-extra': ['one', 'two'] } }),
    );
    const other = Buffer.from('{"a":2}');
    expect(isGenuine(good)).toBe(true);
    const changed: IncomingCredentials[] = [
      { ...good, method: 'PUT' },
      { ...good, method: 'post' },
      { ...good, rawUrl: rawUrl.replace('read', 'write') },
      { ...good, rawUrl: rawUrl.replace('%2F', '/') },
      { ...good, rawUrl: rawUrl.replace('%2F', '%2f') },
      { ...good, rawUrl: `/.${rawUrl}` },
      { ...good, rawUrl: `/${rawUrl}` },
      { ...good, rawUrl: rawUrl.replace('a=1', 'a=2') },
      { ...good, rawUrl: `${rawUrl}&c=3` },
      { ...good, rawUrl: rawUrl.replace('&a=1', '') },
      { ...good, rawUrl: rawUrl.replace('?', '&') },
      { ...good, body: other },
      { ...good, body: new Uint8Array() },
      withHeader(good, 'host', ['attacker.example']),
      withHeader(good, 'host', undefined),
      withHeader(good, 'x-extra', ['two', 'one']),
      withHeader(good, 'x-extra', ['one']),
      withHeader(good, 'x-extra', undefined),
      withHeader(good, 'x-amz-date', ['20261124T120001Z']),
      withHeader(good, 'x-amz-date', undefined),
    ];
    expect(changed.map((request) => isRefused(request))).toEqual(changed.map(() => true));
  });

  it.each([
    [
      'another access key date',
      'Credential=AKIAABCDEFGHIJKLMNOP/20261124',
      'Credential=AKIAABCDEFGHIJKLMNOP/20261123',
    ],
    ['another region', 'us-east-1', 'us-east-2'],
    ['another service', '/grantlog/', '/iam/'],
    ['fewer signed headers', 'host;x-amz-date', 'host'],
    ['no host', 'host;x-amz-date', 'x-amz-date'],
    ['more signed headers', 'host;x-amz-date', 'host;x-amz-date;x-more'],
  ])('is refused with %s', (_, old, fresh) => {
    const good = signedByClient(client());
    const authorization = good.headers.get('authorization')?.join('') ?? '';
    expect(authorization).toContain(old);
    expect(isRefused(withHeader(good, 'authorization', [authorization.replace(old, fresh)]))).toBe(true);
  });

  it.each([-900, 0, 900])('is accepted %d seconds off', (seconds) => {
    const now = new Date(noon.getTime() + seconds * 1_000);
    expect(read(signedByClient(client()), now).isSignedWith(secretAccessKey)).toBe(true);
  });

  it.each([-901, 901, 86_400, -86_400])('has expired %d seconds off', (seconds) => {
    const now = new Date(noon.getTime() + seconds * 1_000);
    expect(() => read(signedByClient(client()), now)).toThrow(/set your clock and sign it again/);
  });

  it('must sign the date that counts', () => {
    const unsigned = signedByClient(client({ unsigned: ['x-amz-date'] }));
    expect(() => read(unsigned)).toThrow(/`x-amz-date` must be among the signed headers/);
  });

  it('must sign the session token that it sends, and send one only', () => {
    const headers = { 'x-amz-security-token': ['token'] };
    expect(read(signedByClient(client({ headers }))).securityToken).toBe('token');
    expect(() => read(signedByClient(client({ headers, unsigned: ['x-amz-security-token'] })))).toThrow(
      /`x-amz-security-token` must be among/,
    );
    const twice = { 'x-amz-security-token': ['token', 'other'] };
    expect(() => read(signedByClient(client({ headers: twice })))).toThrow(/once/);
  });

  it.each([
    ['UNSIGNED-PAYLOAD'],
    ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD'],
    [''],
    [sha256OfNothing()],
    [sha256OfNothing().toUpperCase()],
  ])('is refused with the body hash %j for another body', (hash) => {
    const headers = { 'x-amz-content-sha256': [hash] };
    expect(() => read(signedByClient(client({ headers, body: '{}', method: 'POST' })))).toThrow(
      /`X-Amz-Content-SHA256` must be the hex SHA-256 of the body/,
    );
  });

  it('is refused with two body hashes, even when both are right', () => {
    const headers = { 'x-amz-content-sha256': [sha256OfNothing(), sha256OfNothing()] };
    expect(() => read(signedByClient(client({ headers })))).toThrow(/must be the hex SHA-256/);
  });

  it.each(['', '*', 'http://127.0.0.1/v1/user', '/v1/ü', '/v1/a b', '/v1/\u0000'])(
    'is refused with the target %j',
    (target) => {
      expect(() => read({ ...signedByClient(client()), rawUrl: target })).toThrow(/absolute path/);
    },
  );

  it('names the accepted services', () => {
    const request = { ...signedByClient(client({ service: 's3' })), acceptedServices: ['iam', 'sts'] };
    expect(() => read(request)).toThrow('names the service `s3`; sign for `iam` or `sts`');
  });
});

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function sha256OfNothing(): string {
  return 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
}
