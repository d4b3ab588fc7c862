import type { DocumentCache } from './document-cache.js';

/** How many documents and names the caches of all accounts hold together between batches. */
const maxCachedEntries = 100_000;

/** The document caches of the accounts that wrote last. */
export class CacheShelf {
  readonly #caches = new Map<string, DocumentCache>();
  #entries = 0;

  constructor(private readonly maxEntries = maxCachedEntries) {}

  /** Removes and returns an account's cache: while a batch runs nobody else has it, and after a failure it is gone. */
  take(account: string): DocumentCache | undefined {
    const cache = this.#caches.get(account);
    if (cache === undefined) return undefined;
    this.#caches.delete(account);
    this.#entries -= cache.size;
    return cache;
  }

  /** Keeps an account's cache, dropping those that were put longest ago until the bound holds. */
  put(account: string, cache: DocumentCache): void {
    this.#caches.set(account, cache);
    this.#entries += cache.size;
    for (const oldest of this.#caches.keys()) {
      if (this.#entries <= this.maxEntries) return;
      this.take(oldest);
    }
  }
}
