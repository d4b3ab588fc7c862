import { readFileSync } from 'node:fs';
import { Certificates, securedRedisForTests } from '@grantlog/testing';
import { accountOf } from '../acceptance/store-under-test.fixture.js';
import { acceptDocumentStore } from '../acceptance/store-acceptance.fixture.js';
import type { RedisPlace } from './redis-place.js';
import { openRedisStore } from './redis-store.js';

const server = await securedRedisForTests();

(server === undefined ? describe.skip : describe)('a Redis that encrypts', () => {
  const redis = server as NonNullable<typeof server>;
  const others = new Certificates();
  const errors: unknown[] = [];

  afterAll(async () => {
    others.remove();
    await redis.stop();
  });

  const place = (tls?: RedisPlace['tls']): RedisPlace => ({
    url: redis.encryptedAddress,
    ...(tls === undefined ? {} : { tls }),
    onError: (error) => errors.push(error),
  });
  const trusted = () => ({ ca: readFileSync(redis.authority.certFile) });

  acceptDocumentStore({ open: (logId) => openRedisStore({ ...place(trusted()), logId }) });

  it('reports nothing while all is well', () => {
    expect(errors.splice(0)).toEqual([]);
  });

  it.each([
    ['of another authority', () => ({ ca: readFileSync(others.authority('other').certFile) })],
    ['of nobody that Node trusts', () => undefined],
  ])('is not trusted with a certificate %s, and that is told in one line', async (_, tls) => {
    const store = openRedisStore({ ...place(tls()), logId: 'log-1' });
    await expect(store.replace('123456789012', accountOf(1n, 'a'))).rejects.toMatchObject({
      name: 'DocumentStoreUnavailableError',
    });
    await store.close();
    expect(errors.splice(0).map(String)).toContainEqual(
      expect.stringMatching(/^Error: self-signed certificate in certificate chain$/),
    );
  });
});
