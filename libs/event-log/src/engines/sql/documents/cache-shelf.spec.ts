import { chainStart } from '../../../hash-chain.js';
import { CacheShelf } from './cache-shelf.js';
import { DocumentCache } from './document-cache.js';

/** A cache that holds so many absences. */
async function cacheOf(entries: number): Promise<DocumentCache> {
  const cache = new DocumentCache(chainStart);
  const stored = {
    byId: () => Promise.resolve(undefined),
    byName: () => Promise.resolve(undefined),
    names: () => Promise.resolve([]),
  };
  for (let index = 0; index < entries; index += 1) await cache.byId(stored, 'user', `u${index}`);
  return cache;
}

describe('CacheShelf', () => {
  it('gives a cache to one taker only', async () => {
    const shelf = new CacheShelf(10);
    const cache = await cacheOf(1);
    shelf.put('a', cache);
    expect(shelf.take('a')).toBe(cache);
    expect(shelf.take('a')).toBeUndefined();
  });

  it('drops the caches that were put longest ago when they hold too much together', async () => {
    const shelf = new CacheShelf(10);
    const [a, b, c] = [await cacheOf(4), await cacheOf(4), await cacheOf(4)];
    shelf.put('a', a);
    shelf.put('b', b);
    shelf.take('a');
    shelf.put('a', a);
    shelf.put('c', c);
    expect(shelf.take('b')).toBeUndefined();
    expect(shelf.take('a')).toBe(a);
    expect(shelf.take('c')).toBe(c);
  });

  it('drops a cache that holds too much alone', async () => {
    const shelf = new CacheShelf(10);
    shelf.put('a', await cacheOf(11));
    expect(shelf.take('a')).toBeUndefined();
  });
});
