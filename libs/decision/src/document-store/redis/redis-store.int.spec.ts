import { redisClusterForTests, redisForTests } from '@grantlog/testing';
import { acceptDocumentStore } from '../acceptance/store-acceptance.fixture.js';
import { openRedisStore } from './redis-store.js';

const server = await redisForTests();
const cluster = await redisClusterForTests();
const errors: unknown[] = [];
const onError = (error: unknown) => errors.push(error);

afterAll(async () => {
  await server?.stop();
  await cluster?.stop();
});

(server === undefined ? describe.skip : describe)('the document store on a Redis server', () => {
  const url = server?.address ?? '';
  acceptDocumentStore({ open: (logId) => openRedisStore({ url, logId, onError }) });

  it('reports nothing while all is well', () => {
    expect(errors.splice(0)).toEqual([]);
  });
});

const addresses = cluster?.addresses ?? [];
describe.each([
  ['all of its nodes', addresses.join(',')],
  ['one of its nodes', addresses[0] ?? ''],
])('the document store on a Redis Cluster that is found by %s', (_, url) => {
  if (cluster === undefined) {
    it.skip('needs a Redis Cluster', () => undefined);
    return;
  }
  acceptDocumentStore({ open: (logId) => openRedisStore({ url, logId, onError }) });

  it('reports nothing while all is well', () => {
    expect(errors.splice(0)).toEqual([]);
  });
});
