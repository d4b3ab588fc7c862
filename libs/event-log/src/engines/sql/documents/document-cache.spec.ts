import type { DocumentOf, EntityDocument, EntityKind } from '@grantlog/account-state';
import { documentKey, evolve, nameKey } from '@grantlog/account-state';
import { Facts } from '../../../acceptance/facts.fixture.js';
import type { Random } from '../../../acceptance/random-history.fixture.js';
import { RandomHistory, randomFrom } from '../../../acceptance/random-history.fixture.js';
import { chainStart } from '../../../hash-chain.js';
import { Changes } from './changes.js';
import { DocumentCache } from './document-cache.js';

/** What is stored, in memory; counts how often it is asked. */
class Stored {
  readonly documents = new Map<string, EntityDocument>();
  questions = 0;

  byId<K extends EntityKind>(kind: K, id: string): Promise<DocumentOf<K> | undefined> {
    this.questions += 1;
    return Promise.resolve(this.documents.get(`${kind}/${id}`) as DocumentOf<K> | undefined);
  }

  byName<K extends EntityKind>(kind: K, name: string): Promise<DocumentOf<K> | undefined> {
    this.questions += 1;
    return Promise.resolve(this.named(kind, name));
  }

  named<K extends EntityKind>(kind: K, name: string): DocumentOf<K> | undefined {
    return [...this.documents.values()].find(
      (document): document is DocumentOf<K> =>
        document.kind === kind && nameKey(document.name) === nameKey(name),
    );
  }

  names() {
    this.questions += 1;
    return Promise.resolve(
      [...this.documents.values()].map(({ kind, id, name }) => ({ kind, id, name: nameKey(name) })),
    );
  }
}

/** A stored account that changes, and a cache that follows it. */
class Account {
  readonly stored = new Stored();
  readonly cache: DocumentCache;
  readonly #history: RandomHistory;
  #revision = 0n;

  constructor(random: Random, bounds: { documents: number; names: number }) {
    this.cache = new DocumentCache(chainStart, bounds);
    this.#history = new RandomHistory(new Facts('111111111111'), random);
  }

  get position() {
    return { revision: this.#revision, hash: `hash-${this.#revision}` };
  }

  commit(count: number): void {
    const changes = new Changes();
    for (let index = 0; index < count; index += 1) {
      this.#revision += 1n;
      const event = { ...this.#history.next(), revision: this.#revision, time: '2026-01-01T00:00:00.000Z' };
      const key = documentKey(event);
      if (key === undefined) continue;
      const text = `${key.kind}/${key.id}`;
      const before = this.stored.documents.get(text);
      const document = evolve(before, event);
      if (document === undefined) this.stored.documents.delete(text);
      else this.stored.documents.set(text, document);
      changes.add(key, before, { revision: this.#revision, document });
    }
    this.cache.apply(changes, this.position);
  }

  async expectCacheAgrees(kind: EntityKind, id: string, name: string): Promise<void> {
    expect(await this.cache.byId(this.stored, kind, id)).toEqual(this.stored.documents.get(`${kind}/${id}`));
    expect(await this.cache.idOfName(this.stored, kind, name)).toEqual(this.stored.named(kind, name)?.id);
  }
}

describe('DocumentCache', () => {
  it.each([
    { documents: 1000, names: 1000, title: 'with room for everything' },
    { documents: 2, names: 1000, title: 'with room for few documents' },
    { documents: 1000, names: 6, title: 'with room for few names' },
    { documents: 0, names: 0, title: 'with no room' },
  ])('never says anything else than what is stored, $title', async (bounds) => {
    const random = randomFrom(7);
    const account = new Account(random, bounds);
    for (let batch = 0; batch < 150; batch += 1) {
      await account.cache.indexAll(account.stored, account.stored.documents.size);
      for (const name of ['ada', 'BOB', 'carl', 'dora', 'nobody']) {
        await account.expectCacheAgrees('user', `USER-${name}#${random(40)}`, name);
      }
      for (const { kind, id, name } of [...account.stored.documents.values()].slice(-3)) {
        await account.expectCacheAgrees(kind, id, name);
      }
      account.commit(random(4));
      expect(account.cache.size).toBeLessThanOrEqual(bounds.documents + bounds.names);
    }
  });

  it('asks nothing about absent documents and names once it knows them all', async () => {
    const account = new Account(randomFrom(1), { documents: 1000, names: 1000 });
    account.commit(20);
    await account.cache.indexAll(account.stored, 20);
    account.stored.questions = 0;
    await account.expectCacheAgrees('user', 'USER-new', 'new');
    await account.cache.indexAll(account.stored, 20);
    expect(account.stored.questions).toBe(0);
  });

  it('asks once about what it does not know', async () => {
    const account = new Account(randomFrom(1), { documents: 1000, names: 1000 });
    await account.expectCacheAgrees('user', 'USER-new', 'new');
    await account.expectCacheAgrees('user', 'USER-new', 'NEW');
    expect(account.stored.questions).toBe(2);
  });

  it('is valid only at the position that it followed to', () => {
    const account = new Account(randomFrom(1), { documents: 10, names: 10 });
    account.commit(3);
    const { revision, hash } = account.position;
    expect(account.cache.isAt({ revision, hash })).toBe(true);
    expect(account.cache.isAt({ revision: revision + 1n, hash })).toBe(false);
    expect(account.cache.isAt({ revision, hash: 'of another history' })).toBe(false);
  });
});
