import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  type AuthorizeRequest,
  AuthorizeRequestSchema,
  AuthorizeResponse_Decision as Decision,
  BatchAuthorizeRequestSchema,
  BatchAuthorizeResponseSchema,
  decodeRevisionToken,
  encodeRevisionToken,
  Explanation_Layer,
} from '@grantlog/contract';
import { Metadata, status } from '@grpc/grpc-js';
import { account, adaArn, logId } from '../account.fixture.js';
import { TestEdge } from '../decision-api.fixture.js';
import { service, TestClient } from './client.fixture.js';

const scope = { logId, account };

function request(changes: MessageInitShape<typeof AuthorizeRequestSchema> = {}): AuthorizeRequest {
  return create(AuthorizeRequestSchema, {
    subject: { case: 'principal', value: adaArn },
    action: 'orders:CancelOrder',
    resource: `arn:aws:orders:eu:${account}:order/1`,
    ...changes,
  });
}

const value = (text: string) => ({ kind: { case: 'value', value: text } }) as const;

describe('Authorize over gRPC', () => {
  let edge: TestEdge;
  let client: TestClient;
  let bearer: string;

  beforeEach(async () => {
    edge = await new TestEdge().start();
    client = new TestClient(edge.grpcAddress);
    bearer = await edge.userToken('gateway');
  });

  afterEach(async () => {
    client.close();
    await edge.stop();
  });

  const authorize = (changes: MessageInitShape<typeof AuthorizeRequestSchema> = {}, deadlineMs = 10_000) =>
    client.call(service.authorize, request(changes), { bearer, deadlineMs });

  it('answers with the decision, its revision, a token of it and an id', async () => {
    const { response } = await authorize();
    expect(response).toMatchObject({ decision: Decision.ALLOW, revision: 5n });
    expect(response?.explanation).toBeUndefined();
    expect(decodeRevisionToken(response?.revisionToken ?? '', scope)).toBe(5n);
    expect(response?.decisionId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('explains a decision', async () => {
    const { response } = await authorize({ action: 'orders:DeleteOrder', explain: true });
    expect(response).toMatchObject({
      decision: Decision.EXPLICIT_DENY,
      explanation: {
        decidedBy: Explanation_Layer.IDENTITY_POLICY,
        determining: [
          {
            policy: 'Deny orders:Delete*',
            version: '',
            index: 0,
            pointer: '/Statement/0',
            effect: 'Deny',
            attachedTo: adaArn,
            layer: Explanation_Layer.IDENTITY_POLICY,
          },
        ],
      },
    });
    expect(response?.explanation?.summary).not.toBe('');
  });

  it('explains why a statement did not apply', async () => {
    const { response } = await authorize({ action: 'billing:Pay', explain: true });
    expect(response).toMatchObject({
      decision: Decision.IMPLICIT_DENY,
      explanation: { decidedBy: Explanation_Layer.DEFAULT, determining: [] },
    });
    expect(response?.explanation?.candidates).toMatchObject([
      { statement: { policy: 'Allow billing:Pay' }, reason: 'resource_not_matched' },
    ]);
  });

  it.each([
    ['no credential', undefined],
    ['another scheme', 'Basic YTpi'],
    ['a forged token', 'Bearer a.b.c'],
    ['an empty token', 'Bearer '],
  ])('answers UNAUTHENTICATED to %s', async (_, authorization) => {
    const metadata = new Metadata();
    if (authorization !== undefined) metadata.set('authorization', authorization);
    const { error } = await client.call(service.authorize, request(), { metadata });
    expect(error).toMatchObject({ code: status.UNAUTHENTICATED, reason: 'UNAUTHENTICATED' });
  });

  it('answers UNAUTHENTICATED to a caller who is gone', async () => {
    const gone = await edge.roleToken('gone');
    for (const sent of [request(), request({ action: '*' }), request({ subject: { case: undefined } })]) {
      const { error } = await client.call(service.authorize, sent, { bearer: gone });
      expect(error).toMatchObject({ code: status.UNAUTHENTICATED, reason: 'UNAUTHENTICATED' });
    }
  });

  it('answers PERMISSION_DENIED to a caller without permission, and to one who may not ask why', async () => {
    const ada = await edge.userToken('ada');
    const { error } = await client.call(service.authorize, request(), { bearer: ada });
    expect(error).toMatchObject({ code: status.PERMISSION_DENIED, reason: 'ACCESS_DENIED' });
    expect(error?.details).toContain(`User: ${adaArn} is not authorized to perform: grantlog:Authorize`);
    const blunt = { bearer: await edge.userToken('blunt') };
    expect((await client.call(service.authorize, request(), blunt)).response?.decision).toBe(Decision.ALLOW);
    const asked = await client.call(service.authorize, request({ explain: true }), blunt);
    expect(asked.error).toMatchObject({ code: status.PERMISSION_DENIED });
    expect(asked.error?.details).toContain('grantlog:Explain');
  });

  it('names the fields of a malformed request', async () => {
    const { error } = await authorize({
      subject: { case: 'principal', value: `arn:aws:sts::${account}:assumed-role/reader/night` },
      action: '*',
      resource: 'order',
      context: { 'AWS:userid': { kind: { case: 'value', value: 'x' } } },
    });
    expect(error).toMatchObject({
      code: status.INVALID_ARGUMENT,
      reason: 'VALIDATION_ERROR',
      fields: ['principal', 'action', 'resource', 'context.AWS:userid'],
    });
    expect(error?.details).toContain('send session_token');
  });

  it('refuses a request without subject and a key without value', async () => {
    const { error } = await authorize({
      subject: { case: undefined, value: undefined },
      context: { 'a:b': {}, 'a:c': { kind: { case: 'list', value: { values: [] } } } },
    });
    expect(error).toMatchObject({ code: status.INVALID_ARGUMENT, fields: ['subject', 'context.a:b'] });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the context key %s', async (key) => {
    const context = { ['a:b']: value('x'), [key]: value('x') };
    const { error } = await authorize({ context });
    expect(error).toMatchObject({ code: status.INVALID_ARGUMENT, fields: [`context.${key}`] });
  });

  it('takes the permissions of a session from its token', async () => {
    const subject = { case: 'sessionToken', value: await edge.roleToken('reader') } as const;
    expect((await authorize({ subject, action: 'orders:ReadOrder' })).response?.decision).toBe(
      Decision.ALLOW,
    );
    expect((await authorize({ subject })).response?.decision).toBe(Decision.IMPLICIT_DENY);
    const gone = { case: 'sessionToken', value: await edge.roleToken('gone') } as const;
    expect((await authorize({ subject: gone })).response?.decision).toBe(Decision.IMPLICIT_DENY);
  });

  it('refuses a subject token that does not verify or has expired', async () => {
    const forged = { case: 'sessionToken', value: 'a.b.c' } as const;
    expect((await authorize({ subject: forged })).error).toMatchObject({
      code: status.INVALID_ARGUMENT,
      reason: 'SESSION_TOKEN_INVALID',
    });
    const issuedAt = new Date(Date.now() - 3_600_000);
    const value = await edge.roleToken('reader', { issuedAt, lifetimeMs: 900_000 });
    expect((await authorize({ subject: { case: 'sessionToken', value } })).error).toMatchObject({
      code: status.INVALID_ARGUMENT,
      reason: 'SESSION_TOKEN_EXPIRED',
    });
  });

  it('sees a write as soon as its token is shown', async () => {
    expect((await authorize()).response?.decision).toBe(Decision.ALLOW);
    const atLeast = encodeRevisionToken(scope, 6n);
    const answer = authorize({ consistency: { requirement: { case: 'atLeast', value: atLeast } } });
    edge.source.deleteUser('ada');
    expect((await answer).response).toMatchObject({ decision: Decision.IMPLICIT_DENY, revision: 6n });
  });

  it('says that a revision was not reached shortly before the deadline of the caller', async () => {
    const value = encodeRevisionToken(scope, 99n);
    const { error } = await authorize({ consistency: { requirement: { case: 'atLeast', value } } }, 400);
    expect(error).toMatchObject({ code: status.UNAVAILABLE, reason: 'REVISION_NOT_REACHED' });
  });

  it('waits for the revision at which the session of its caller began', async () => {
    const early = { bearer: await edge.userToken('gateway', { issuedAtRevision: 6n }), deadlineMs: 400 };
    const { error } = await client.call(service.authorize, request(), early);
    expect(error).toMatchObject({ code: status.UNAVAILABLE, reason: 'REVISION_NOT_REACHED' });
    edge.source.deleteUser('lost');
    expect((await client.call(service.authorize, request(), early)).response?.revision).toBe(6n);
  });

  it('refuses every token that is not of this history', async () => {
    const token = encodeRevisionToken(scope, 5n);
    const answers = [
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      encodeRevisionToken({ ...scope, account: '210987654321' }, 5n),
      encodeRevisionToken({ ...scope, logId: '0190a6e4-7c1b-7d2e-9f30-000000000000' }, 5n),
    ].map(async (value) => {
      const { error } = await authorize({ consistency: { requirement: { case: 'atLeast', value } } });
      return [error?.code, error?.reason];
    });
    expect(await Promise.all(answers)).toEqual([
      [status.INVALID_ARGUMENT, 'REVISION_TOKEN_INVALID'],
      [status.INVALID_ARGUMENT, 'REVISION_TOKEN_INVALID'],
      [status.FAILED_PRECONDITION, 'REVISION_FROM_OTHER_LOG'],
    ]);
  });

  it.each([
    { case: 'atRevision', value: 3n },
    { case: 'atTime', value: { seconds: 1n } },
  ] as const)('answers UNIMPLEMENTED to the consistency $case', async (requirement) => {
    const { error } = await authorize({ consistency: { requirement } });
    expect(error).toMatchObject({ code: status.UNIMPLEMENTED, reason: 'NOT_SUPPORTED' });
  });

  it('decides at the newest revision of the log for full consistency, one question or many', async () => {
    const consistency = { requirement: { case: 'fullyConsistent', value: true } } as const;
    expect((await authorize({ consistency })).response).toMatchObject({ revision: 5n });
    const batch = create(BatchAuthorizeRequestSchema, { items: [request(), request()], consistency });
    const { response } = await client.call(service.batchAuthorize, batch, { bearer });
    expect(response).toMatchObject({ revision: 5n, items: [{}, {}] });
  });

  it.each(['minimizeLatency', 'fullyConsistent'] as const)('refuses `false` for %s', async (demand) => {
    const { error } = await authorize({ consistency: { requirement: { case: demand, value: false } } });
    expect(error).toMatchObject({ code: status.INVALID_ARGUMENT, reason: 'VALIDATION_ERROR' });
  });

  it('makes no decision from an account that contradicts itself and shows nothing of it', async () => {
    const { error } = await authorize({
      subject: { case: 'principal', value: adaArn.replace('ada', 'lost') },
    });
    expect(error).toMatchObject({ code: status.INTERNAL, reason: 'POLICY_EVALUATION' });
    expect(error?.details).not.toContain('AGPANOWHERE');
  });

  it('answers a batch item by item at one revision', async () => {
    const items = [
      request(),
      request({ action: '*' }),
      request({ subject: { case: 'sessionToken', value: 'a.b.c' } }),
      request({ action: 'orders:DeleteOrder' }),
      request({ consistency: { requirement: { case: 'minimizeLatency', value: true } } }),
      request(),
    ];
    const { response } = await client.call(
      service.batchAuthorize,
      create(BatchAuthorizeRequestSchema, { items }),
      { bearer },
    );
    expect(response).toMatchObject({ $typeName: BatchAuthorizeResponseSchema.typeName, revision: 5n });
    expect(decodeRevisionToken(response?.revisionToken ?? '', scope)).toBe(5n);
    expect(
      response?.items.map(({ result }) =>
        result.case === 'response' ? Decision[result.value.decision] : status[result.value?.code ?? 0],
      ),
    ).toEqual([
      'ALLOW',
      'INVALID_ARGUMENT',
      'INVALID_ARGUMENT',
      'EXPLICIT_DENY',
      'INVALID_ARGUMENT',
      'ALLOW',
    ]);
  });
});
