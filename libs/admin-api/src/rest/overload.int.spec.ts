import { Admission, plainOversight } from '@grantlog/platform';
import { RecordedTracing } from '@grantlog/platform/recorded-tracing.fixture';
import { rows } from '../execution/rows.fixture.js';
import { account, TestServer } from './server.fixture.js';

const traceParent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('the administrative API under oversight', () => {
  const tracing = new RecordedTracing();
  let nowMs = 0;
  const admission = new Admission(() => nowMs);
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start(rows, plainOversight({ admission, tracing }));
  }, 60_000);
  afterAll(() => server.stop());

  it('takes part in the trace of its caller', async () => {
    await server.send('GET', '/v1/users', { headers: { traceparent: traceParent } });
    expect(tracing.spans).toMatchObject([{ name: 'query', parent: traceParent }]);
  });

  it('says under overload when to come again, to callers that it knows', async () => {
    admission.charge(account, 16_000);
    for (const lateMs of [60, 60]) {
      nowMs += 50;
      admission.looked(lateMs);
    }
    admission.charge(account, 16_000);
    expect(await server.send('GET', '/v1/users', { as: 'none' })).toMatchObject({ status: 401 });
    expect(await server.send('GET', '/v1/users')).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1' },
      json: { code: 'too_many_requests' },
    });
  });
});
