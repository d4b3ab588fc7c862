import { redisForTests } from '@grantlog/testing';
import { createClient } from 'redis';
import { openRedisSigningKeys } from './redis-signing-keys.js';

const server = await redisForTests();
const url = server?.address ?? '';
const hash = 'grantlog:{signing-keys}';

function signingKey(kid: string) {
  const publicJwk = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' });
  return {
    kid,
    publicJwk,
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validUntil: new Date('2027-01-01T00:00:00Z'),
  };
}

(server === undefined ? describe.skip : describe)('the copy of the signing keys on Redis', () => {
  const errors: unknown[] = [];
  const copy = openRedisSigningKeys({ url, onError: (error) => errors.push(error) });
  const redis = createClient({ url });

  beforeAll(async () => {
    await redis.connect();
  });

  beforeEach(async () => {
    await redis.flushAll();
    errors.length = 0;
  });

  afterAll(async () => {
    await copy.close();
    redis.destroy();
    await server?.stop();
  });

  it('gives back what was put last, with the log that it belongs to', async () => {
    await copy.putSigningKeys({ logId: 'log-1', keys: [signingKey('k1'), signingKey('k2')] });
    const later = { logId: 'log-2', keys: [signingKey('k3')] };
    await copy.putSigningKeys(later);
    expect(await copy.signingKeys()).toEqual(later);
  });

  it('is not there before anything was put', async () => {
    expect(await copy.signingKeys()).toBeUndefined();
    expect(errors).toEqual([]);
  });

  it.each([
    ['is no hash', async () => [await redis.del(hash), await redis.set(hash, 'text')]],
    ['has no log', () => redis.hDel(hash, '.log')],
    ['has no keys', () => redis.hDel(hash, '.keys')],
    ['has keys that are no JSON', () => redis.hSet(hash, '.keys', '[{')],
    ['has keys that are no list', () => redis.hSet(hash, '.keys', '{}')],
    ['has a key that is none', () => redis.hSet(hash, '.keys', '[null]')],
    [
      'has a key without an end',
      () => redis.hSet(hash, '.keys', '[{"kid":"k","publicJwk":"{}","validFrom":"2026-01-01"}]'),
    ],
    [
      'has a key with a time that is none',
      () =>
        redis.hSet(hash, '.keys', '[{"kid":"k","publicJwk":"{}","validFrom":"soon","validUntil":"later"}]'),
    ],
  ])('counts as absent and is reported once when it %s, and can be put anew', async (_, damage) => {
    const kept = { logId: 'log-1', keys: [signingKey('k1')] };
    await copy.putSigningKeys(kept);
    await damage();
    expect(await copy.signingKeys()).toBeUndefined();
    expect(await copy.signingKeys()).toBeUndefined();
    expect(errors).toHaveLength(1);
    await copy.putSigningKeys(kept);
    expect(await copy.signingKeys()).toEqual(kept);
  });
});
