import type { DocumentOf, EntityDocument, EntityKey, EntityKind } from '@grantlog/account-state';
import type { ChainPosition } from '../../../hash-chain.js';
import type { Changes } from './changes.js';
import { keyText, nameText } from './changes.js';
import type { DocumentQueries } from './document-queries.js';

/**
 * The open documents of one account that its commands looked at, with the absences they saw. Valid only while the
 * locked head is the position it was built at: another process may have written since.
 */
export class DocumentCache {
  readonly #documents = new Map<string, EntityDocument | undefined>();
  readonly #names = new Map<string, string | undefined>();
  #position: ChainPosition;

  constructor(position: ChainPosition) {
    this.#position = position;
  }

  get size(): number {
    return this.#documents.size + this.#names.size;
  }

  isAt(position: ChainPosition): boolean {
    return this.#position.revision === position.revision && this.#position.hash === position.hash;
  }

  async byId<K extends EntityKind>(
    queries: DocumentQueries,
    kind: K,
    id: string,
  ): Promise<DocumentOf<K> | undefined> {
    const text = keyText({ kind, id });
    if (!this.#documents.has(text)) this.#documents.set(text, await queries.byId(kind, id));
    return this.#documents.get(text) as DocumentOf<K> | undefined;
  }

  /** The id of the document with that normalised name. */
  async idOfName(queries: DocumentQueries, kind: EntityKind, key: string): Promise<string | undefined> {
    const text = nameText(kind, key);
    if (!this.#names.has(text)) {
      const document = await queries.byName(kind, key);
      this.#names.set(text, document?.id);
      if (document !== undefined) this.put({ kind, id: document.id }, document);
    }
    return this.#names.get(text);
  }

  /** Follows a commit to its position. */
  apply(changes: Changes, position: ChainPosition): void {
    for (const { key, states } of changes.all()) this.put(key, states.at(-1)?.document);
    for (const [name, id] of changes.names()) this.#names.set(name, id);
    this.#position = position;
  }

  private put(key: EntityKey, document: EntityDocument | undefined): void {
    this.#documents.set(keyText(key), document);
  }
}
