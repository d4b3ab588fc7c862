import { decodeRevisionToken, encodeRevisionToken, limits } from '@grantlog/contract';
import { Logger } from '@nestjs/common';
import { account, adaArn, logId } from '../account.fixture.js';
import { TestEdge } from '../decision-api.fixture.js';

const scope = { logId, account };
const question = {
  principal: adaArn,
  action: 'orders:CancelOrder',
  resource: `arn:aws:orders:eu:${account}:order/1`,
};
const text = (changes: object = {}) => JSON.stringify({ ...question, ...changes });

describe('POST /v1/authorize', () => {
  let edge: TestEdge;
  let bearer: string;

  beforeAll(async () => {
    edge = await new TestEdge().start();
    bearer = await edge.userToken('gateway');
  });

  afterAll(() => edge.stop());

  async function post(
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
    path = '',
  ) {
    const response = await fetch(`${edge.httpUrl}/v1/authorize${path}`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...headers },
    });
    return { status: response.status, headers: response.headers, json: await response.json() };
  }

  it('answers with the message as proto3 JSON', async () => {
    const { status, headers, json } = await post(text(), { 'x-request-id': 'req-1' });
    expect([status, headers.get('x-request-id')]).toEqual([200, 'req-1']);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(json).toEqual({
      decision: 'ALLOW',
      revision: '5',
      revisionToken: encodeRevisionToken(scope, 5n),
      decisionId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  it('explains in the same message', async () => {
    const { json } = await post(text({ action: 'orders:DeleteOrder', explain: true }));
    expect(json).toMatchObject({
      decision: 'EXPLICIT_DENY',
      explanation: {
        decidedBy: 'IDENTITY_POLICY',
        determining: [{ policy: 'Deny orders:Delete*', pointer: '/Statement/0', attachedTo: adaArn }],
      },
    });
  });

  it('takes both spellings of a name and both forms of a value', async () => {
    const sessionToken = await edge.roleToken('reader');
    const rest = { action: 'orders:ReadOrder', resource: '*' };
    const context = { 'aws:SourceIp': { value: '203.0.113.7' }, 'a:b': { list: { values: ['x', 'y'] } } };
    for (const subject of [{ sessionToken }, { session_token: sessionToken }]) {
      const { json } = await post(JSON.stringify({ ...rest, ...subject, context }));
      expect(json).toMatchObject({ decision: 'ALLOW' });
    }
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['nothing', ''],
    ['text after it', `${text()} x`],
    ['a byte order mark', `\ufeff${text()}`],
    ['a member twice', `{"action":"a:b",${text().slice(1)}`],
    ['a member named like a prototype', `{"__proto__":{},${text().slice(1)}`],
    ['an unknown member', text({ acton: 'a:b' })],
    ['an unknown member of an object in it', text({ consistency: { atMost: 'x' } })],
    ['a list for a text', text({ action: ['a:b', 1] })],
    ['an object for a text', text({ action: {} })],
    ['a number for a text', text({ action: 1 })],
    ['a text for a truth', text({ explain: 'true' })],
    ['a bare text as a context value', text({ context: { 'a:b': 'x' } })],
    ['two members of a oneof', text({ sessionToken: 'a.b.c' })],
    [
      'two members of a oneof in the context',
      text({ context: { 'a:b': { value: 'x', list: { values: [] } } } }),
    ],
    ['a field in two spellings', text({ principal: undefined, sessionToken: 'a', session_token: 'b' })],
    ['half a character', text({ action: 'a:b' }).replace('a:b', 'a:\\ud800')],
  ])('refuses %s', async (_, body) => {
    const { status, headers, json } = await post(body);
    expect([status, headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    expect(json).toMatchObject({
      code: 'validation_error',
      status: 400,
      type: 'urn:grantlog:error:validation_error',
    });
  });

  it('refuses a body that is not UTF-8', async () => {
    const { status, json } = await post(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]));
    expect([status, json]).toEqual([400, expect.objectContaining({ code: 'validation_error' })]);
  });

  it('says where the JSON is wrong', async () => {
    const { json } = await post('{"action":"a:b",\n "action":"c:d"}');
    expect(json).toMatchObject({
      errors: [
        { pointer: '/action', code: 'duplicate_key', detail: expect.stringContaining('line 2') as string },
      ],
    });
  });

  it.each([
    ['an unknown member', text({ acton: 'a:b' }), '/acton', 'unknown_field', '`acton` is not known here'],
    [
      'an unknown member deeper',
      text({ consistency: { 'a/b': 1 } }),
      '',
      'unknown_field',
      '`a/b` is not known',
    ],
    ['a wrong type', text({ action: ['a:b'] }), '/action', 'malformed_field', '`action`: expected string'],
    ['another wrong type', text({ explain: 'x' }), '/explain', 'malformed_field', 'expected boolean'],
    [
      'a wrong type deeper',
      text({ consistency: { atLeast: 1 } }),
      '',
      'malformed_field',
      '`atLeast`: expected string, got 1',
    ],
    [
      'a value without its form',
      text({ context: { 'a:b': 'x' } }),
      '',
      'malformed_field',
      '`ContextValue`: "x"',
    ],
    ['two subjects', text({ sessionToken: 'a.b.c' }), '/subject', 'malformed_field', 'set multiple times'],
    ['no object', '[]', '', 'malformed_field', '`AuthorizeRequest`: Array(0)'],
  ])('says what cannot be read: %s', async (_, body, pointer, code, detail) => {
    const { json } = await post(body);
    const errors = [{ pointer, code, detail: expect.stringContaining(detail) as string }];
    expect(json).toMatchObject({ detail: expect.stringContaining(detail) as string, errors });
    expect(JSON.stringify(json)).not.toContain('grantlog.authorization');
  });

  it.each([
    ['{"items":{}}', '/items'],
    ['{"items":[{"action":1}]}', ''],
  ])('points into a batch as far as it can: %s', async (body, pointer) => {
    const { json } = await post(body, {}, '/batch');
    expect(json).toMatchObject({ errors: [{ pointer, code: 'malformed_field' }] });
  });

  it('says so of a body that is not UTF-8', async () => {
    const { json } = await post(new Uint8Array([0xff]));
    expect(json).toMatchObject({ errors: [{ pointer: '', code: 'invalid_utf8' }] });
  });

  it('names the parts of a question that are at fault', async () => {
    const { status, json } = await post(text({ action: '*', context: { 'aws:userid': { value: 'x' } } }));
    expect([status, json]).toEqual([
      400,
      expect.objectContaining({
        code: 'validation_error',
        errors: [
          expect.objectContaining({ pointer: '/action', code: 'malformed_action' }),
          expect.objectContaining({ pointer: '/context/aws:userid', code: 'reserved_key' }),
        ],
      }),
    ]);
  });

  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/jsonp', 415],
    ['application/json; charset=utf-16', 415],
    ['application/json; charset=utf-8', 200],
  ])('answers %s with %d', async (contentType, status) => {
    expect((await post(text(), { 'content-type': contentType })).status).toBe(status);
  });

  it.each(['', '/batch'])('takes no compressed body at /v1/authorize%s', async (path) => {
    const { status, json } = await post(text(), { 'content-encoding': 'gzip' }, path);
    expect([status, json]).toEqual([415, expect.objectContaining({ code: 'unsupported_media_type' })]);
  });

  it('takes a message of 64 KiB and none that is a byte longer', async () => {
    const sized = (bytes: number) => text() + ' '.repeat(bytes - text().length);
    expect((await post(sized(limits.authorizeMessage.value))).status).toBe(200);
    const { status, json } = await post(sized(limits.authorizeMessage.value + 1));
    expect([status, json]).toEqual([413, expect.objectContaining({ code: 'payload_too_large' })]);
    expect((await post(sized(limits.httpBody.value + 1), {}, '/batch')).status).toBe(413);
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('takes no %s', async (method) => {
    for (const path of ['', '/batch']) {
      const response = await fetch(`${edge.httpUrl}/v1/authorize${path}`, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
      expect(await response.json()).toMatchObject({ code: 'method_not_allowed' });
    }
  });

  it('authenticates before it looks at the body', async () => {
    const { status, headers, json } = await post('{', { authorization: 'Bearer a.b.c' });
    expect([status, json]).toEqual([401, expect.objectContaining({ code: 'unauthenticated' })]);
    expect(headers.get('www-authenticate')).toContain('Bearer');
    const none = await fetch(`${edge.httpUrl}/v1/authorize`, { method: 'POST', body: text() });
    expect(none.status).toBe(401);
  });

  it.each([
    ['no JSON', '{', ''],
    ['a malformed question', text({ action: '*' }), ''],
    ['a question without a subject', text({ principal: undefined }), ''],
    ['a revision token that is none', text({ consistency: { atLeast: 'x' } }), ''],
    ['a question', text(), ''],
    ['no JSON for a batch', '{', '/batch'],
    ['a malformed batch', JSON.stringify({ items: Array.from({ length: 1_001 }, () => question) }), '/batch'],
  ])('answers 401 to a caller who is gone, whatever is sent: %s', async (_, body, path) => {
    const gone = await edge.roleToken('gone');
    const { status, json } = await post(body, { authorization: `Bearer ${gone}` }, path);
    expect([status, json]).toEqual([401, expect.objectContaining({ code: 'unauthenticated' })]);
  });

  it('answers 403 to a caller who may not ask', async () => {
    const ada = await edge.userToken('ada');
    const { status, json } = await post(text(), { authorization: `Bearer ${ada}` });
    expect([status, json]).toEqual([403, expect.objectContaining({ code: 'access_denied' })]);
  });

  it.each([
    [
      'a changed token',
      { atLeast: encodeRevisionToken(scope, 5n).replace(/^./, 'B') },
      400,
      'revision_token_invalid',
    ],
    [
      'a token of another history',
      { atLeast: encodeRevisionToken({ ...scope, logId: logId.replace('0190', '0191') }, 5n) },
      412,
      'revision_from_other_log',
    ],
    ['a past revision', { atRevision: '3' }, 400, 'not_supported'],
    ['a moment', { atTime: '2026-11-24T12:00:00Z' }, 400, 'not_supported'],
    ['a refusal of the default', { minimizeLatency: false }, 400, 'validation_error'],
    ['a refusal of full consistency', { fullyConsistent: false }, 400, 'validation_error'],
    [
      'a revision that does not come',
      { atLeast: encodeRevisionToken(scope, 99n) },
      503,
      'revision_not_reached',
    ],
  ])('answers to %s', async (_, consistency, status, code) => {
    const answer = await post(text({ consistency }));
    expect([answer.status, answer.json]).toEqual([status, expect.objectContaining({ code })]);
  });

  it('decides at the newest revision of the log for full consistency', async () => {
    const { status, json } = await post(text({ consistency: { fullyConsistent: true } }));
    expect([status, json]).toEqual([200, expect.objectContaining({ revision: '5' })]);
  });

  it('answers 500 without a decision when the account contradicts itself', async () => {
    const { status, json } = await post(text({ principal: adaArn.replace('ada', 'lost') }));
    expect([status, json]).toEqual([500, expect.objectContaining({ code: 'policy_evaluation' })]);
    expect(JSON.stringify(json)).not.toContain('AGPANOWHERE');
  });

  it('answers a batch item by item', async () => {
    const items = [question, { ...question, action: '*' }, { ...question, principal: 'ada' }];
    const { status, json } = await post(JSON.stringify({ items }), {}, '/batch');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      revision: '5',
      items: [
        { response: { decision: 'ALLOW', revision: '5' } },
        {
          error: {
            code: 3,
            details: [
              {
                '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
                reason: 'VALIDATION_ERROR',
                domain: 'grantlog',
              },
              {
                '@type': 'type.googleapis.com/google.rpc.BadRequest',
                fieldViolations: [{ field: 'action' }],
              },
            ],
          },
        },
        { error: { code: 3 } },
      ],
    });
    const { revisionToken } = json as { revisionToken: string };
    expect(decodeRevisionToken(revisionToken, scope)).toBe(5n);
  });

  it('logs once for a batch what the service cannot evaluate, and nothing that callers get wrong', async () => {
    const logged: unknown[] = [];
    const error = (...given: readonly unknown[]) => logged.push(given);
    Logger.overrideLogger({ error, log: () => undefined, warn: () => undefined });
    const lost = { ...question, principal: adaArn.replace('ada', 'lost') };
    const wrong = [
      { ...question, action: '*' },
      { ...question, context: { 'a:b': {} } },
    ];
    await post(JSON.stringify({ items: [question, ...wrong] }), {}, '/batch');
    expect(logged).toEqual([]);
    await post(JSON.stringify({ items: [question, lost, ...wrong, lost] }), {}, '/batch');
    Logger.overrideLogger(false);
    const facts = { err: expect.anything() as unknown, items: 2 };
    expect(logged).toEqual([[facts, expect.stringContaining('cannot be evaluated'), 'Authorization']]);
  });

  it('takes a batch of 1,000 items and none of more', async () => {
    const batchOf = (count: number) =>
      JSON.stringify({ items: Array.from({ length: count }, () => question) });
    expect((await post(batchOf(1_000), {}, '/batch')).status).toBe(200);
    expect((await post(batchOf(1_001), {}, '/batch')).json).toMatchObject({
      errors: [{ pointer: '/items' }],
    });
  });
});
