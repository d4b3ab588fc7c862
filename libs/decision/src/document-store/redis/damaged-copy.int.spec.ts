import { redisForTests } from '@grantlog/testing';
import { createClient } from 'redis';
import { accountOf, group, groupKey, stamps } from '../acceptance/store-under-test.fixture.js';
import { openRedisStore } from './redis-store.js';

const server = await redisForTests();
const url = server?.address ?? '';
const account = '123456789012';
const key = `grantlog:{${account}}`;

(server === undefined ? describe.skip : describe)('a copy in Redis that cannot be read', () => {
  const errors: unknown[] = [];
  const store = openRedisStore({ url, logId: 'log-1', onError: (error) => errors.push(error) });
  const redis = createClient({ url });

  beforeAll(async () => {
    await redis.connect();
  });

  beforeEach(async () => {
    await store.remove(account);
    await store.replace(account, accountOf(5n, 'a', 'b'));
    errors.length = 0;
  });

  afterAll(async () => {
    await store.close();
    redis.destroy();
    await server?.stop();
  });

  const unreadable: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['is no hash', async () => [await redis.del(key), await redis.set(key, 'text')]],
    ['has a document that is no JSON', () => redis.hSet(key, 'group/a', '{"revision":"5","docu')],
    [
      'has a document without a stamp',
      () => redis.hSet(key, 'group/a', JSON.stringify(group('a', 5n).document)),
    ],
    ['has a document with a stamp of another kind', () => redis.hSet(key, 'group/a', stampedAs(5, 'a'))],
    ['has a document that misses a member', () => redis.hSet(key, 'group/a', without('inlinePolicies'))],
    ['has a document of another name', () => redis.hSet(key, 'group/a', stampedAs('5', 'b'))],
    ['has a document of a kind that nobody knows', () => redis.hSet(key, 'robot/a', withKind('robot'))],
    ['has a document of the kind `__proto__`', () => redis.hSet(key, '__proto__/a', withKind('__proto__'))],
    ['has a field without a kind', () => redis.hSet(key, 'a', stampedAs('5', 'a'))],
    ['has no revision', () => redis.hDel(key, '.revision')],
    ['has a revision that is none', () => redis.hSet(key, '.revision', '05')],
  ];

  it.each(unreadable)('counts as absent and is reported once: it %s', async (_, damage) => {
    await damage();
    expect(await store.scan(account)).toBeUndefined();
    expect(await store.scan(account)).toBeUndefined();
    expect(errors.map(String)).toEqual([
      expect.stringMatching(/account `123456789012` is damaged and counts as absent/),
    ]);
  });

  it.each(unreadable)(
    'is overwritten by a whole account, and reported again when it happens again: it %s',
    async (_, damage) => {
      for (const times of [1, 2]) {
        await damage();
        await store.scan(account);
        expect(errors).toHaveLength(times);
        expect(await store.replace(account, accountOf(5n, 'c'), { atSameRevision: true })).toBe(true);
        expect(stamps((await store.scan(account))?.documents)).toEqual(['group/c@5']);
        await store.replace(account, accountOf(5n, 'a', 'b'), { atSameRevision: true });
      }
    },
  );

  it('is not the base of a step where the damaged document is asked for', async () => {
    await redis.hSet(key, 'group/a', 'damage');
    expect(await store.documents(account, [groupKey('a')])).toBeUndefined();
    expect(stamps((await store.documents(account, [groupKey('b')]))?.documents)).toEqual(['group/b@5']);
  });

  it('refuses steps where it is no hash', async () => {
    await redis.del(key);
    await redis.set(key, 'text');
    expect(await store.advance(account, { from: 5n, to: 6n, puts: [group('a', 6n)], removals: [] })).toBe(
      false,
    );
    expect(await store.revision(account)).toBeUndefined();
    expect(await redis.get(key)).toBe('text');
  });

  it('may have members that this program does not know', async () => {
    const document = { ...group('a', 5n).document, later: true };
    await redis.hSet(key, 'group/a', JSON.stringify({ revision: '5', document }));
    expect((await store.scan(account))?.documents).toContainEqual({ revision: 5n, document });
    expect(errors).toEqual([]);
  });

  it('leaves nothing else behind and never expires when it is replaced', async () => {
    await store.replace(account, accountOf(6n, 'a'));
    await store.replace(account, accountOf(4n, 'a'));
    expect(await redis.keys(`*${account}*`)).toEqual([key]);
    expect(await redis.ttl(key)).toBe(-1);
  });
});

function stampedAs(revision: unknown, id: string): string {
  return JSON.stringify({ revision, document: group(id, 5n).document });
}

function withKind(kind: string): string {
  return `{"revision":"5","document":${JSON.stringify({ ...group('a', 5n).document, kind })}}`;
}

function without(member: string): string {
  const entries = Object.entries(group('a', 5n).document).filter(([name]) => name !== member);
  return JSON.stringify({ revision: '5', document: Object.fromEntries(entries) });
}
