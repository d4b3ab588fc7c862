import { EdgeError } from '@grantlog/contract';
import type { Caller } from '@grantlog/credentials';
import { DomainError } from '@grantlog/iam';
import { CallsInFlight, plainOversight } from '@grantlog/platform';
import { RecordedTracing } from '@grantlog/platform/recorded-tracing.fixture';
import { overseeOperation } from './oversee-operation.js';

const account = '123456789012';
const caller = { account } as Caller;
const createUser = {
  operation: { kind: 'command', name: 'CreateUser' },
  caller,
  traceParent: 'parent',
} as const;
const getUser = { operation: { kind: 'query', name: 'GetUser' }, caller, traceParent: undefined } as const;
const answer = { status: 200, body: {} };

describe('the oversight of operations', () => {
  it('counts them by their outcome', async () => {
    const oversight = plainOversight();
    const fail = (call: typeof createUser | typeof getUser, error: Error) =>
      expect(overseeOperation(oversight, call, () => Promise.reject(error))).rejects.toBe(error);
    expect(await overseeOperation(oversight, createUser, () => Promise.resolve(answer))).toBe(answer);
    await fail(createUser, new DomainError('entity_already_exists', 'canary'));
    await fail(createUser, new EdgeError('validation_error', 'canary'));
    await fail(getUser, new Error('canary'));
    const text = await oversight.metrics.text();
    const lines = text.split('\n').filter((line) => /^grantlog_operation\w+(total|count)/.test(line));
    expect(lines).toEqual([
      'grantlog_operations_total{operation="CreateUser",outcome="done"} 1',
      'grantlog_operations_total{operation="CreateUser",outcome="entity_already_exists"} 1',
      'grantlog_operations_total{operation="CreateUser",outcome="validation_error"} 1',
      'grantlog_operations_total{operation="GetUser",outcome="internal"} 1',
      'grantlog_operation_seconds_count{kind="command"} 3',
      'grantlog_operation_seconds_count{kind="query"} 1',
    ]);
    expect(text).not.toContain('canary');
  });

  it('refuses them when their account has too many in flight, and counts that', async () => {
    const oversight = plainOversight({ operations: new CallsInFlight(1) });
    void overseeOperation(oversight, createUser, () => new Promise(() => undefined));
    const second = overseeOperation(oversight, createUser, () => Promise.resolve(answer));
    await expect(second).rejects.toMatchObject({ code: 'too_many_requests' });
    expect(await oversight.metrics.text()).toContain('\ngrantlog_shed_calls_total{edge="admin"} 1\n');
  });

  it('traces them with their account and revision', async () => {
    const tracing = new RecordedTracing();
    const oversight = plainOversight({ tracing });
    await overseeOperation(oversight, createUser, () => Promise.resolve({ ...answer, revision: 3n }));
    await overseeOperation(oversight, getUser, () => Promise.resolve(answer));
    const named = (name: string) => ({ 'grantlog.operation': name, 'grantlog.account': account });
    expect(tracing.spans).toEqual([
      { name: 'command', parent: 'parent', facts: { ...named('CreateUser'), 'grantlog.revision': '3' } },
      { name: 'query', parent: undefined, facts: named('GetUser') },
    ]);
  });
});
