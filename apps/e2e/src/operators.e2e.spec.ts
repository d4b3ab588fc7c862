import { AuthorizeResponse_Decision as Decision } from '@grantlog/contract';
import { GrpcClient } from './clients/grpc-client.js';
import { RestClient } from './clients/rest-client.js';
import { ServiceProcess } from '@grantlog/testing';
import type { TemporaryDirectory } from './clients/temporary-directory.js';
import { temporaryDirectory } from './clients/temporary-directory.js';
import { arn, segment } from './company/company.js';

type Value = string | readonly string[];

/** Operator, the value in the policy, a request value that meets it, and one that does not. */
const operators: readonly (readonly [string, Value, Value, Value])[] = [
  ['StringEquals', 'blue', 'blue', 'Blue'],
  ['StringNotEquals', 'blue', 'Blue', 'blue'],
  ['StringEqualsIgnoreCase', 'blue', 'BLUE', 'red'],
  ['StringNotEqualsIgnoreCase', 'blue', 'red', 'BLUE'],
  ['StringLike', 'b*e', 'blue', 'black'],
  ['StringNotLike', 'b*e', 'black', 'blue'],
  ['NumericEquals', '10', '10.0', '11'],
  ['NumericNotEquals', '10', '11', '10.0'],
  ['NumericLessThan', '10', '9.99', '10'],
  ['NumericLessThanEquals', '10', '10', '10.01'],
  ['NumericGreaterThan', '10', '10.01', '10'],
  ['NumericGreaterThanEquals', '10', '10', '9.99'],
  ['DateEquals', '2026-03-01T00:00:00Z', '2026-03-01T01:00:00+01:00', '2026-03-01T01:00:00Z'],
  ['DateNotEquals', '2026-03-01T00:00:00Z', '2026-03-01T01:00:00Z', '2026-03-01T01:00:00+01:00'],
  ['DateLessThan', '2026-03-01T00:00:00Z', '2026-02-28T23:59:59Z', '2026-03-01T00:00:00Z'],
  ['DateLessThanEquals', '2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-03-01T00:00:01Z'],
  ['DateGreaterThan', '2026-03-01T00:00:00Z', '2026-03-01T00:00:01Z', '2026-03-01T00:00:00Z'],
  ['DateGreaterThanEquals', '2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z', '2026-02-28T23:59:59Z'],
  ['Bool', 'true', 'true', 'false'],
  ['BinaryEquals', 'aGVsbG8=', 'aGVsbG8=', 'aGVsbG9v'],
  ['IpAddress', '203.0.113.0/24', '203.0.113.7', '198.51.100.7'],
  ['NotIpAddress', '203.0.113.0/24', '198.51.100.7', '203.0.113.7'],
  ['ArnEquals', 'arn:aws:s3:::a/*', 'arn:aws:s3:::a/b', 'arn:aws:s3:::c/b'],
  ['ArnNotEquals', 'arn:aws:s3:::a/*', 'arn:aws:s3:::c/b', 'arn:aws:s3:::a/b'],
  ['ArnLike', 'arn:aws:s3:::a/*', 'arn:aws:s3:::a/b', 'arn:aws:s3:::c/b'],
  ['ArnNotLike', 'arn:aws:s3:::a/*', 'arn:aws:s3:::c/b', 'arn:aws:s3:::a/b'],
  ['StringEqualsIfExists', 'blue', 'blue', 'red'],
  ['ForAllValues:StringEquals', ['blue', 'red'], ['blue'], ['blue', 'green']],
  ['ForAnyValue:StringEquals', ['blue', 'red'], ['green', 'blue'], ['green']],
];

describe('every condition operator, in a managed policy written over REST and asked about over gRPC', () => {
  let directory: TemporaryDirectory;
  let server: ServiceProcess;
  let root: RestClient;
  let gateway: GrpcClient;

  beforeAll(async () => {
    directory = await temporaryDirectory();
    server = new ServiceProcess('standalone', { GRANTLOG_DATA_DIR: directory.path });
    const { http, grpc } = await server.listening();
    root = new RestClient(http, server.rootKey());
    const { credentials } = await root.expect('POST', '/sts/session-token', {});
    gateway = new GrpcClient(grpc, (credentials as { sessionToken: string }).sessionToken);
  }, 120_000);

  afterAll(async () => {
    gateway.close();
    root.close();
    await server.stop();
    await directory.remove();
  }, 60_000);

  async function userAllowedWhen(name: string, condition: object): Promise<string> {
    await root.expect('POST', '/users', { userName: name });
    const Statement = { Effect: 'Allow', Action: 'app:Use', Resource: '*', Condition: condition };
    const policyDocument = { Version: '2012-10-17', Statement };
    await root.expect('POST', '/policies', { policyName: name, policyDocument });
    const path = `/users/${name}/attached-policies/${segment(arn(`policy/${name}`))}`;
    const { headers } = await root.call('PUT', path);
    return String(headers['grantlog-revision-token']);
  }

  async function decision(userName: string, context: Readonly<Record<string, Value>>, atLeast: string) {
    const question = {
      principal: arn(`user/${userName}`),
      action: 'app:Use',
      resource: '*',
      context,
      atLeast,
    };
    return (await gateway.authorize(question)).decision;
  }

  it.each(operators)('%s', async (operator, wanted, met, unmet) => {
    const name = operator.replace(':', '-');
    const token = await userAllowedWhen(name, { [operator]: { 'app:key': wanted } });
    expect(await decision(name, { 'app:key': met }, token)).toBe(Decision.ALLOW);
    expect(await decision(name, { 'app:key': unmet }, token)).toBe(Decision.IMPLICIT_DENY);
  });

  it('Null', async () => {
    const token = await userAllowedWhen('Null', { Null: { 'app:key': 'true' } });
    expect(await decision('Null', {}, token)).toBe(Decision.ALLOW);
    expect(await decision('Null', { 'app:key': 'there' }, token)).toBe(Decision.IMPLICIT_DENY);
  });
});
