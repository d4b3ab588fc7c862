import type { DocumentOf, EntityDocument, EntityKey, EntityKind } from '@grantlog/account-state';
import { nameKey, references } from '@grantlog/account-state';
import type { ListRange } from '../../../event-log.js';
import type { Changes, DocumentChange } from '../documents/changes.js';
import type { DocumentCache } from '../documents/document-cache.js';
import { entityKey } from '../documents/document-keys.js';
import type { DocumentQueries } from '../documents/document-queries.js';
import { pathOf } from './save-draft.js';

/**
 * The documents of a locked account as one command sees them: what is stored, under what the commands before it and
 * the command itself have changed.
 */
export class LockedDocuments {
  /** @param layers changes that are not stored yet, newest first */
  constructor(
    private readonly queries: DocumentQueries,
    private readonly cache: DocumentCache,
    private readonly layers: readonly Changes[],
  ) {}

  async byId<K extends EntityKind>(kind: K, id: string): Promise<DocumentOf<K> | undefined> {
    const state = this.latest({ kind, id });
    if (state === undefined) return this.cache.byId(this.queries, kind, id);
    return state.document as DocumentOf<K> | undefined;
  }

  async byName<K extends EntityKind>(kind: K, name: string): Promise<DocumentOf<K> | undefined> {
    const key = nameKey(name);
    const held = this.layers
      .map((layer) => layer.nameHolder(kind, key))
      .find((holder) => holder !== undefined);
    const id = held === undefined ? await this.cache.idOfName(this.queries, kind, key) : held.id;
    return id === undefined ? undefined : this.byId(kind, id);
  }

  async list<K extends EntityKind>(kind: K, range: ListRange): Promise<readonly DocumentOf<K>[]> {
    const changed = this.changed();
    const stored = await this.queries.list(kind, widened(range, changed));
    return merged(kind, stored, changed, range, () => true);
  }

  async referrers<K extends EntityKind>(
    kind: K,
    id: string,
    range: ListRange,
  ): Promise<readonly DocumentOf<K>[]> {
    const changed = this.changed();
    const stored = await this.queries.referrers(kind, id, widened(range, changed));
    return merged(kind, stored, changed, range, (document) => references(document).includes(id));
  }

  async referrerCounts(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const counts = await this.queries.referrerCounts(ids);
    const add = (document: EntityDocument | undefined, by: number) => {
      for (const id of document === undefined ? [] : references(document)) {
        const count = counts.get(id);
        if (count !== undefined) counts.set(id, count + by);
      }
    };
    for (const { before, states } of this.changed().values()) {
      add(before, -1);
      add(states.at(-1)?.document, 1);
    }
    return counts;
  }

  private latest(key: EntityKey) {
    return this.layers.map((layer) => layer.latest(key)).find((state) => state !== undefined);
  }

  /** Every changed document: as it is stored, and its newest state. */
  private changed(): ReadonlyMap<string, DocumentChange> {
    const changed = new Map<string, DocumentChange>();
    for (const layer of this.layers.toReversed()) {
      for (const change of layer.all()) {
        const text = entityKey(change.key);
        changed.set(text, {
          ...change,
          before: changed.has(text) ? changed.get(text)?.before : change.before,
        });
      }
    }
    return changed;
  }
}

/** Enough stored documents even if all changed ones fall out of them. */
function widened(range: ListRange, changed: ReadonlyMap<string, DocumentChange>): ListRange {
  return { ...range, limit: range.limit + changed.size };
}

function merged<K extends EntityKind>(
  kind: K,
  stored: readonly DocumentOf<K>[],
  changed: ReadonlyMap<string, DocumentChange>,
  { afterName = '', pathPrefix = '', limit }: ListRange,
  matches: (document: EntityDocument) => boolean,
): readonly DocumentOf<K>[] {
  const unchanged = stored.filter(({ id }) => !changed.has(entityKey({ kind, id })));
  const fresh = [...changed.values()]
    .map(({ states }) => states.at(-1)?.document)
    .filter((document): document is DocumentOf<K> => document?.kind === kind)
    .filter((document) => compareCodePoints(nameKey(document.name), nameKey(afterName)) > 0)
    .filter((document) => pathOf(document).startsWith(pathPrefix) && matches(document));
  return [...unchanged, ...fresh]
    .sort((left, right) => compareCodePoints(nameKey(left.name), nameKey(right.name)))
    .slice(0, limit);
}

/** The order of `COLLATE "C"`: that of the UTF-8 bytes. */
function compareCodePoints(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
