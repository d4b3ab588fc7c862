import { create } from '@bufbuild/protobuf';
import { AuthorizeRequestSchema, BatchAuthorizeRequestSchema, ContextValueSchema } from '@grantlog/contract';
import { Admission, plainOversight } from '@grantlog/platform';
import { RecordedTracing } from '@grantlog/platform/recorded-tracing.fixture';
import { Metadata, status } from '@grpc/grpc-js';
import { account, adaArn } from '../account.fixture.js';
import { TestEdge } from '../decision-api.fixture.js';
import { healthCheck, service, TestClient } from '../grpc/client.fixture.js';

const asking = (action: string, resource = '*') =>
  create(AuthorizeRequestSchema, { subject: { case: 'principal', value: adaArn }, action, resource });

const traceParent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('the oversight of decisions', () => {
  let nowMs = 0;
  let tracing: RecordedTracing;
  let admission: Admission;
  let oversight: ReturnType<typeof plainOversight>;
  let edge: TestEdge;
  let client: TestClient;
  let bearer: string;

  beforeEach(async () => {
    tracing = new RecordedTracing();
    admission = new Admission(() => nowMs);
    oversight = plainOversight({ admission, tracing });
    edge = await new TestEdge(undefined, {}, oversight).start();
    client = new TestClient(edge.grpcAddress);
    bearer = await edge.userToken('gateway');
  });

  afterEach(async () => {
    client.close();
    await edge.stop();
  });

  const authorize = (action: string, token = bearer) =>
    client.call(service.authorize, asking(action), { bearer: token });

  const overHttp = (token: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${edge.httpUrl}/v1/authorize`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ principal: adaArn, action: 'orders:CancelOrder', resource: '*' }),
    });

  async function figures(name: string): Promise<readonly string[]> {
    const text = await (await fetch(`${edge.httpUrl}/metrics`)).text();
    return text.split('\n').filter((line) => line.startsWith(`grantlog_${name}`));
  }

  /** The account may have as much as one more call. */
  function overload(): void {
    admission.charge(account, 16_000);
    for (const lateMs of [60, 60]) {
      nowMs += 50;
      admission.looked(lateMs);
    }
    admission.charge(account, 0.8 * 16_000);
  }

  it('counts decisions by their result, and what is answered by status', async () => {
    await authorize('orders:CancelOrder');
    await authorize('orders:DeleteOrder');
    await authorize('billing:Pay');
    await authorize('no action');
    await overHttp(bearer);
    await authorize('orders:CancelOrder', 'no token');
    await client.call(healthCheck(), { service: '' });
    expect(await figures('decisions_total')).toEqual([
      'grantlog_decisions_total{result="allow"} 2',
      'grantlog_decisions_total{result="explicit_deny"} 1',
      'grantlog_decisions_total{result="implicit_deny"} 1',
      'grantlog_decisions_total{result="validation_error"} 1',
    ]);
    expect(await figures('grpc_calls_total')).toEqual([
      'grantlog_grpc_calls_total{method="Authorize",code="OK"} 3',
      'grantlog_grpc_calls_total{method="Authorize",code="INVALID_ARGUMENT"} 1',
      'grantlog_grpc_calls_total{method="Authorize",code="UNAUTHENTICATED"} 1',
      'grantlog_grpc_calls_total{method="other",code="OK"} 1',
    ]);
    expect(await figures('authorize_seconds_count')).toEqual([
      'grantlog_authorize_seconds_count{method="Authorize"} 5',
    ]);
  });

  it('counts every item of a batch, and calls that were too large to be read', async () => {
    const items = [asking('orders:CancelOrder'), asking('orders:DeleteOrder'), asking('no action')];
    const batch = create(BatchAuthorizeRequestSchema, { items });
    await client.call(service.batchAuthorize, batch, { bearer });
    await client.callBytes(service.authorize.path, Buffer.alloc(70_000), bearer);
    expect(await figures('decisions_total')).toEqual([
      'grantlog_decisions_total{result="allow"} 1',
      'grantlog_decisions_total{result="explicit_deny"} 1',
      'grantlog_decisions_total{result="validation_error"} 1',
    ]);
    expect(await figures('batch_items_sum')).toEqual(['grantlog_batch_items_sum 3']);
    expect(await figures('grpc_calls_total')).toContain(
      'grantlog_grpc_calls_total{method="Authorize",code="RESOURCE_EXHAUSTED"} 1',
    );
  });

  it('refuses calls under overload, after it is known who calls', async () => {
    await authorize('orders:CancelOrder');
    overload();
    expect((await authorize('orders:CancelOrder')).response).toBeDefined();
    expect((await authorize('orders:CancelOrder', 'no token')).error?.code).toBe(status.UNAUTHENTICATED);
    expect((await authorize('orders:CancelOrder')).error).toMatchObject({
      code: status.RESOURCE_EXHAUSTED,
      reason: 'TOO_MANY_REQUESTS',
    });
    const answer = await overHttp(bearer);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await answer.json()).toMatchObject({ code: 'too_many_requests' });
    expect(await figures('shed_calls_total')).toEqual(['grantlog_shed_calls_total{edge="decision"} 2']);
    expect(await figures('authorize_seconds_count')).toEqual([
      'grantlog_authorize_seconds_count{method="Authorize"} 2',
    ]);
  });

  it('traces calls that are part of a trace and no others, and never what they ask with', async () => {
    const metadata = new Metadata();
    metadata.set('traceparent', traceParent);
    metadata.set('authorization', `Bearer ${bearer}`);
    const request = asking('orders:CancelOrder');
    request.context['app:note'] = create(ContextValueSchema, { kind: { case: 'value', value: 'canary' } });
    await client.call(service.authorize, request, { metadata });
    await overHttp(bearer, { traceparent: traceParent });
    await authorize('orders:CancelOrder');
    const facts = { 'grantlog.account': account, 'rpc.method': 'Authorize', 'grantlog.revision': '5' };
    const span = { name: 'authorize', parent: traceParent, facts };
    expect(tracing.spans).toEqual([span, span]);
  });
});
