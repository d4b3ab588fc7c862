import {
  type DocumentLookup,
  type DocumentOf,
  documentKey,
  type EntityDocument,
  type EntityKey,
  type EntityKind,
  evolve,
} from '@grantlog/account-state';
import type { RecordedEvent } from '@grantlog/events';

/** What one event did to one document. */
export interface DocumentChange {
  readonly before: EntityDocument | undefined;
  readonly after: EntityDocument | undefined;
}

type Shelves = { readonly [K in EntityKind]: Map<string, DocumentOf<K>> };

/** The documents of one account at one revision, by kind and unique id. */
export class AccountDocuments {
  readonly #shelves: Shelves = {
    account: new Map(),
    user: new Map(),
    group: new Map(),
    role: new Map(),
    policy: new Map(),
  };

  constructor(documents: readonly EntityDocument[]) {
    for (const document of documents) this.#put(document, document);
  }

  readonly lookup: DocumentLookup = (kind, id) => this.#shelves[kind].get(id);

  /** Every document, as references to what is there now. */
  all(): readonly EntityDocument[] {
    return Object.values(this.#shelves).flatMap((shelf: Map<string, EntityDocument>) => [...shelf.values()]);
  }

  /** Folds one event; what the fold throws leaves the documents as they were. */
  apply(event: RecordedEvent): DocumentChange {
    const key = documentKey(event);
    if (key === undefined) return { before: undefined, after: undefined };
    const before = this.lookup(key.kind, key.id);
    const after = evolve(before, event);
    this.#put(key, after);
    return { before, after };
  }

  #put(key: EntityKey, document: EntityDocument | undefined): void {
    const shelf: Map<string, EntityDocument> = this.#shelves[key.kind];
    if (document === undefined) shelf.delete(key.id);
    else shelf.set(key.id, document);
  }
}
