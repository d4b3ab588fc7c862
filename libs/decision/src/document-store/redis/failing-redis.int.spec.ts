import { setTimeout as wait } from 'node:timers/promises';
import { redisClusterForTests, redisForTests } from '@grantlog/testing';
import { createClient } from 'redis';
import { accountOf, group, stamps } from '../acceptance/store-under-test.fixture.js';
import type { DocumentStore } from '../document-store.js';
import { openRedisStore } from './redis-store.js';

const server = await redisForTests();
const url = server?.address ?? '';
const small = await redisForTests({ flags: ['--maxmemory', '4mb'] });
const cluster = await redisClusterForTests();
const account = '123456789012';
const unavailable = { name: 'DocumentStoreUnavailableError' };

afterAll(async () => {
  for (const service of [server, small, cluster]) await service?.stop();
});

const stores: DocumentStore[] = [];
const errors: unknown[] = [];

function open(address = url): DocumentStore {
  const store = openRedisStore({ url: address, logId: 'log-1', onError: (error) => errors.push(error) });
  stores.push(store);
  return store;
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  errors.length = 0;
});

/** Asks until it is answered. */
async function answered<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      expect(error).toMatchObject(unavailable);
      await wait(50);
    }
  }
}

async function timeOf(call: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await expect(call).rejects.toMatchObject(unavailable);
  return performance.now() - start;
}

(server === undefined ? describe.skip : describe)('a Redis server that fails', () => {
  it('is connected to when it comes, and calls fail at once until then', async () => {
    await server?.shutDown();
    const store = open();
    await expect(store.revision(account)).rejects.toMatchObject(unavailable);
    expect(store.isConnected).toBe(false);
    expect(await timeOf(store.revision(account))).toBeLessThan(500);
    await server?.restart();
    expect(await answered(() => store.revision(account))).toBeUndefined();
    expect(store.isConnected).toBe(true);
  });

  it('loses the copy when it is killed: absent, not empty', async () => {
    const store = open();
    await store.replace(account, accountOf(5n, 'a'));
    await server?.kill();
    await expect(store.scan(account)).rejects.toMatchObject(unavailable);
    await server?.restart();
    expect(await answered(() => store.scan(account))).toBeUndefined();
    expect(await store.advance(account, { from: 5n, to: 6n, puts: [], removals: [] })).toBe(false);
  });

  it('goes forwards again from an older copy that it was restored with', async () => {
    const store = open();
    const redis = await createClient({ url }).connect();
    await store.replace(account, accountOf(5n, 'a', 'b'));
    await redis.sendCommand(['SAVE']);
    redis.destroy();
    await store.advance(account, { from: 5n, to: 6n, puts: [group('c', 6n)], removals: [] });
    await server?.kill();
    await server?.restart();
    expect(await answered(() => store.revision(account))).toBe(5n);
    expect(await store.advance(account, { from: 6n, to: 7n, puts: [], removals: [] })).toBe(false);
    expect(await store.replace(account, accountOf(7n, 'c'))).toBe(true);
    expect(stamps((await store.scan(account))?.documents)).toEqual(['group/c@7']);
  });

  it('runs scripts that it has forgotten', async () => {
    const store = open();
    await store.replace(account, accountOf(8n, 'a'));
    const redis = await createClient({ url }).connect();
    await redis.scriptFlush();
    redis.destroy();
    expect(await store.advance(account, { from: 8n, to: 9n, puts: [], removals: [] })).toBe(true);
  });

  it('ends every call in time when it hangs, is given up, and answers again when it goes on', async () => {
    const store = open();
    await store.replace(account, accountOf(20n, 'a'));
    await server?.pause();
    try {
      const calls = [
        store.revision(account),
        store.scan(account),
        store.replace(account, accountOf(21n, 'a')),
      ];
      for (const took of await Promise.all(calls.map(timeOf))) expect(took).toBeLessThan(4_500);
      while (store.isConnected) await expect(store.revision(account)).rejects.toMatchObject(unavailable);
      expect(await timeOf(store.revision(account))).toBeLessThan(500);
    } finally {
      await server?.resume();
    }
    expect(await answered(() => store.revision(account))).toBe(20n);
  }, 60_000);

  it('is reported in its own words, but not over and over, and never by a call', async () => {
    const store = open();
    await store.revision(account);
    await server?.kill();
    for (let call = 0; call < 50; call += 1) await store.revision(account).catch(() => undefined);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThan(10);
    await server?.restart();
    await answered(() => store.revision(account));
  });

  it('waits for running calls when it is closed', async () => {
    const store = open();
    const running = store.replace(account, accountOf(1_000n, 'a'));
    await store.close();
    await expect(running).rejects.toMatchObject(unavailable);
  });
});

(small === undefined ? describe.skip : describe)('a Redis server without memory', () => {
  it('keeps what it has, takes no part of anything, and is unavailable for writes', async () => {
    const store = open(small?.address);
    const whole = {
      revision: 1n,
      documents: Array.from({ length: 1_000 }, (_, index) => large(`g${index}`, 1n)),
    };
    await store.replace(account, whole);
    const grown = {
      revision: 2n,
      documents: Array.from({ length: 9_000 }, (_, index) => large(`n${index}`, 2n)),
    };
    await expect(store.replace(account, grown)).rejects.toMatchObject(unavailable);
    expect(errors.map(String)).toContainEqual(expect.stringContaining('OOM'));
    const redis = await createClient({ url: small?.address ?? '' }).connect();
    expect(await redis.keys('*')).toEqual([`grantlog:{${account}}`]);
    await redis.configSet('maxmemory', '1mb');
    const step = {
      from: 1n,
      to: 2n,
      puts: [large('new', 2n)],
      removals: [{ kind: 'group', id: 'g1' } as const],
    };
    await expect(store.advance(account, step)).rejects.toMatchObject(unavailable);
    await redis.configSet('maxmemory', '0');
    expect(await store.revision(account)).toBe(1n);
    expect(stamps((await store.scan(account))?.documents)).toEqual(stamps(whole.documents));
    redis.destroy();
  });
});

(cluster === undefined ? describe.skip : describe)('a Redis Cluster of which one node fails', () => {
  it('answers for the accounts of the others, and for all when the node is back', async () => {
    const store = open(cluster?.addresses.join(','));
    const accounts = Array.from({ length: 12 }, (_, index) => String(100_000_000_000 + index));
    const ask = async () => {
      const asked = await Promise.allSettled(accounts.map((each) => store.revision(each)));
      return asked.filter(({ status }) => status === 'fulfilled').length;
    };
    for (const each of accounts) await store.replace(each, accountOf(3n, 'a'));
    await cluster?.nodes[0]?.kill();
    const reached = await ask();
    expect(reached).toBeGreaterThan(0);
    expect(reached).toBeLessThan(accounts.length);
    await cluster?.nodes[0]?.restart();
    while ((await ask()) < accounts.length) await wait(100);
  }, 60_000);
});

function large(id: string, revision: bigint) {
  const { document } = group(id, revision);
  return { revision, document: { ...document, path: `/${'x'.repeat(500)}/` } };
}
