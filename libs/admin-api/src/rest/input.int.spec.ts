import { gzipSync } from 'node:zlib';
import { account, TestServer } from './server.fixture.js';

describe('what a REST request says', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    server.send('POST', '/v1/users', { body, headers });

  it.each([
    ['a duplicate key', '{"userName":"a","userName":"b"}', '/userName', 'duplicate_key'],
    ['an unknown field', { userName: 'a', colour: 'red' }, '/colour', 'unknown_field'],
    ['a field of another type', { userName: 7 }, '/userName', 'wrong_type'],
    ['a missing field', {}, '/userName', 'missing_field'],
    ['an empty body where a field is needed', '', '/userName', 'missing_field'],
    ['a name that no pattern allows', { userName: 'a b' }, '/userName', 'invalid_format'],
    ['a name that is a directory', { userName: '..' }, '/userName', 'invalid_name'],
    [
      'a wrong place deep inside',
      { userName: 'a', tags: [{ key: 1, value: '' }] },
      '/tags/0/key',
      'wrong_type',
    ],
    ['a prototype key', '{"userName":"a","__proto__":{}}', '/__proto__', 'prototype_key'],
    ['text after the object', '{"userName":"a"} x', '', 'trailing_text'],
    ['a body that is no object', '["a"]', '', 'wrong_type'],
    ['a body that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), '', 'invalid_utf8'],
  ])('is refused with %s', async (_, body, pointer, code) => {
    const { status, json, headers } = await post(body);
    expect(status).toBe(400);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(json).toMatchObject({ code: 'validation_error', errors: [{ pointer, code }] });
  });

  it('is refused with `not_supported` for what is not built yet, unless something else is wrong as well', async () => {
    const boundary = { permissionsBoundary: 'arn:aws:iam::123456789012:policy/b' };
    const { status, json } = await post({ userName: 'a', ...boundary });
    expect([status, json]).toEqual([
      400,
      expect.objectContaining({
        code: 'not_supported',
        errors: [expect.objectContaining({ pointer: '/permissionsBoundary', code: 'not_supported' })],
      }),
    ]);
    expect((await post({ userName: 7, ...boundary })).json['code']).toBe('validation_error');
  });

  it.each(['text/plain', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded'])(
    'is refused as %s',
    async (type) => {
      const { status, json } = await post('{"userName":"a"}', { 'content-type': type });
      expect([status, json['code']]).toEqual([415, 'unsupported_media_type']);
    },
  );

  it('is refused when it is compressed', async () => {
    const { status, json } = await post(gzipSync('{"userName":"a"}'), { 'content-encoding': 'gzip' });
    expect([status, json['code']]).toEqual([415, 'unsupported_media_type']);
  });

  it('may say in words that JSON is UTF-8', async () => {
    const headers = { 'content-type': 'Application/JSON; charset="UTF-8"' };
    expect((await post('{"userName":"utf8"}', headers)).status).toBe(201);
  });

  it('needs no body where there is nothing to say, whatever the content type', async () => {
    const json = { 'content-type': 'application/json' };
    const deleted = await server.send('DELETE', '/v1/users/utf8', { headers: json });
    const empty = await server.send('POST', '/v1/sts/session-token', { headers: json });
    const other = await server.send('POST', '/v1/sts/session-token', {
      headers: { 'content-type': 'text/xml' },
    });
    expect([deleted.status, empty.status, other.status]).toEqual([200, 200, 200]);
  });

  it('takes no body where the method has none', async () => {
    const { json } = await server.send('DELETE', '/v1/users/ada', { body: { userName: 'ada' } });
    expect(json).toMatchObject({ code: 'validation_error', errors: [{ code: 'body_not_allowed' }] });
  });

  it('names nothing twice, in one place or in two', async () => {
    const twice = { code: 'validation_error', errors: [{ code: 'duplicate_field' }] };
    expect((await server.send('GET', '/v1/users?maxItems=1&maxItems=2')).json).toMatchObject(twice);
    expect((await server.send('GET', '/v1/users/ada?userName=bob')).json).toMatchObject(twice);
    const inBody = await server.send('POST', '/v1/users/ada/access-keys', { body: { userName: 'bob' } });
    expect(inBody.json).toMatchObject(twice);
  });

  it('repeats a query parameter that is a list, and only that', async () => {
    const many = await server.send('DELETE', '/v1/users/ada/tags?tagKeys=a&tagKeys=b+c%2Fd');
    const one = await server.send('DELETE', '/v1/users/ada/tags?tagKeys=a');
    expect([many.json['tagKeys'], one.json['tagKeys']]).toEqual([['a', 'b c/d'], ['a']]);
    expect((await server.send('DELETE', '/v1/users/ada/tags?tagkeys=a')).status).toBe(400);
  });

  it('may hold an ARN in the path, escaped', async () => {
    const arn = `arn:aws:iam::${account}:policy/teams/ops+dev/${'p'.repeat(128)}`;
    const { json } = await server.send('GET', `/v1/policies/${encodeURIComponent(arn)}`);
    expect(json).toMatchObject({ policy: { arn } });
  });

  it.each(['%2e%2e', '..%2f..', '%2E'])('names nobody by %s', async (name) => {
    expect((await server.send('GET', `/v1/users/${name}`)).status).toBe(400);
  });

  it.each([
    ['GET', '/v1/nothing', 404, 'not_found'],
    ['GET', '/nothing', 404, 'not_found'],
    ['PUT', '/v1/users', 405, 'method_not_allowed'],
    ['OPTIONS', '/v1/users/ada', 405, 'method_not_allowed'],
    ['GET', `/v1/users/${'x'.repeat(2_049)}`, 414, 'uri_too_long'],
    ['GET', '/v1/users/%zz', 400, 'validation_error'],
  ])('%s %.30s is answered with %d as a problem', async (method, target, status, code) => {
    const answer = await server.send(method, target, { headers: { 'x-request-id': 'abc' } });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['x-request-id']).toBe('abc');
    expect(answer.json).toMatchObject({ status, code, requestId: 'abc', type: `urn:grantlog:error:${code}` });
  });

  it('tells which methods a path takes', async () => {
    expect((await server.send('PUT', '/v1/users')).headers['allow']).toBe('POST, GET');
  });

  it('is at most one MiB long', async () => {
    const fits = await post(`{"userName":"a","colour":"${'x'.repeat(1_048_576 - 28)}"}`);
    const over = await post(`{"userName":"a","colour":"${'x'.repeat(1_048_576 - 27)}"}`);
    expect([fits.status, over.status, over.json['code']]).toEqual([400, 413, 'payload_too_large']);
  });

  it('carries a request id of its own or gets one', async () => {
    const made = await server.send('GET', '/v1/users', { headers: { 'x-request-id': 'x'.repeat(129) } });
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is never kept by a cache', async () => {
    expect((await server.send('GET', '/v1/users')).headers['cache-control']).toBe('no-store');
  });
});
