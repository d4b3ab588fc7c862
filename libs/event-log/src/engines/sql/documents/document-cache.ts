import type { DocumentOf, EntityDocument, EntityKind } from '@grantlog/account-state';
import type { ChainPosition } from '../../../hash-chain.js';
import type { Changes } from './changes.js';
import { entityKey, kindNameKey } from './document-keys.js';
import type { DocumentQueries } from './document-queries.js';

/** How much one account's cache holds between batches. */
export interface CacheBounds {
  /** Documents and absences of documents. */
  readonly documents: number;
  /** Names: all of an account or none, so an account with more of them has its names looked up one by one. */
  readonly names: number;
}

/** The names of an account within the quotas of AWS IAM, and the documents that its commands keep coming back to. */
export const cacheBounds: CacheBounds = { documents: 2_000, names: 10_000 };

/** Where the documents are that the cache does not hold. */
type StoredDocuments = Pick<DocumentQueries, 'byId' | 'byName' | 'names'>;

/**
 * The open documents of one account that its commands looked at, with the absences they saw. Valid only while the
 * locked head is the position it was built at: another process may have written since.
 */
export class DocumentCache {
  readonly #documents = new Map<string, EntityDocument | undefined>();
  readonly #names = new Map<string, string | undefined>();
  /** The keys of every open document, once they are known; then `#names` has every name, too. */
  #index: Set<string> | undefined;
  #position: ChainPosition;

  constructor(
    position: ChainPosition,
    private readonly bounds = cacheBounds,
  ) {
    this.#position = position;
  }

  get size(): number {
    return this.#documents.size + this.#names.size;
  }

  isAt(position: ChainPosition): boolean {
    return this.#position.revision === position.revision && this.#position.hash === position.hash;
  }

  /**
   * Learns which documents there are, so that most commands, which make new entities, need no look-up at all. Worth
   * its query only for a cache that outlives a batch.
   *
   * @param count how many documents the account has
   */
  async indexAll(stored: StoredDocuments, count: number): Promise<void> {
    if (this.#index !== undefined || count > this.bounds.names) return;
    const index = new Set<string>();
    for (const { kind, id, name } of await stored.names()) {
      index.add(entityKey({ kind, id }));
      this.#names.set(kindNameKey(kind, name), id);
    }
    this.#index = index;
  }

  async byId<K extends EntityKind>(
    stored: StoredDocuments,
    kind: K,
    id: string,
  ): Promise<DocumentOf<K> | undefined> {
    const key = entityKey({ kind, id });
    if (!this.#documents.has(key)) {
      if (this.#index?.has(key) === false) return undefined;
      this.#documents.set(key, await stored.byId(kind, id));
    }
    return this.#documents.get(key) as DocumentOf<K> | undefined;
  }

  /** The id of the document with that name, ignoring case. */
  async idOfName(stored: StoredDocuments, kind: EntityKind, name: string): Promise<string | undefined> {
    const key = kindNameKey(kind, name);
    if (!this.#names.has(key)) {
      if (this.#index !== undefined) return undefined;
      const document = await stored.byName(kind, name);
      this.#names.set(key, document?.id);
      if (document !== undefined) this.#documents.set(entityKey(document), document);
    }
    return this.#names.get(key);
  }

  /** Follows a commit to its position. */
  apply(changes: Changes, position: ChainPosition): void {
    for (const { key, states } of changes.all()) {
      const document = states.at(-1)?.document;
      this.#documents.set(entityKey(key), document);
      if (document === undefined) this.#index?.delete(entityKey(key));
      else this.#index?.add(entityKey(key));
    }
    for (const [name, id] of changes.names()) this.#names.set(name, id);
    this.#position = position;
    this.shrink();
  }

  /** Forgets the documents that came first. Names are all or nothing: a partial index would deny what there is. */
  private shrink(): void {
    for (const key of this.#documents.keys()) {
      if (this.#documents.size <= this.bounds.documents) break;
      this.#documents.delete(key);
    }
    if (this.#names.size <= this.bounds.names) return;
    this.#names.clear();
    this.#index = undefined;
  }
}
