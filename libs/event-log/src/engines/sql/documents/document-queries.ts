import type { DocumentOf, EntityDocument, EntityKey, EntityKind } from '@grantlog/account-state';
import { nameKey } from '@grantlog/account-state';
import type { ListRange } from '../../../event-log.js';
import type { SqlSession } from '../sql-driver.js';
import { isStorable } from '../storable-text.js';

interface BodyRow {
  readonly body: string;
}

interface NameRow extends EntityKey {
  readonly name_key: string;
}

interface CountRow {
  readonly ref: string;
  readonly count: bigint;
}

/** Which document has a name; the name is normalised. */
export interface DocumentName extends EntityKey {
  readonly name: string;
}

/**
 * At most one range holds at a revision. The order makes the planner take the index of the asked column before it has
 * statistics, too: other indexes begin with account and kind as well, and would read the whole account.
 */
const newest = 'order by from_revision desc limit 1';

/** Which ranges hold: `open` ones (now), or those around a revision. */
type At = 'open' | bigint;

/** The stored documents of one account, as they are now or as they were at a revision. */
export class DocumentQueries {
  readonly #holds: string;

  constructor(
    private readonly session: SqlSession,
    readonly account: string,
    at: At,
  ) {
    // A revision is a bigint, so it is safe as text.
    this.#holds =
      at === 'open'
        ? 'until_revision is null'
        : `from_revision <= ${at} and (until_revision is null or until_revision > ${at})`;
  }

  async byId<K extends EntityKind>(kind: K, id: string): Promise<DocumentOf<K> | undefined> {
    const [document] = await this.select(kind, `id = $3 ${newest}`, [id]);
    return document;
  }

  async byName<K extends EntityKind>(kind: K, name: string): Promise<DocumentOf<K> | undefined> {
    const [document] = await this.select(kind, `name_key = $3 ${newest}`, [nameKey(name)]);
    return document;
  }

  list<K extends EntityKind>(kind: K, range: ListRange): Promise<readonly DocumentOf<K>[]> {
    const { condition, values } = inRange(range);
    return this.select(kind, condition, values);
  }

  referrers<K extends EntityKind>(kind: K, id: string, range: ListRange): Promise<readonly DocumentOf<K>[]> {
    const { condition, values } = inRange(range);
    return this.select(kind, `refs @> array[$6] and ${condition}`, [...values, id]);
  }

  async referrerCounts(ids: readonly string[]): Promise<Map<string, number>> {
    const counts = new Map(ids.map((id) => [id, 0]));
    const stored = ids.filter(isStorable);
    if (stored.length === 0) return counts;
    const rows = await this.session.query<CountRow>(
      `select ref, count(*) as count from documents, unnest(refs) as ref
       where account = $1 and refs && $2::text[] and ref = any($2) and ${this.#holds} group by ref`,
      [this.account, stored],
    );
    for (const row of rows) counts.set(row.ref, Number(row.count));
    return counts;
  }

  /** What every document is called, without their bodies. */
  async names(): Promise<readonly DocumentName[]> {
    const rows = await this.session.query<NameRow>(
      `select kind, id, name_key from documents where account = $1 and ${this.#holds}`,
      [this.account],
    );
    return rows.map(({ kind, id, name_key: name }) => ({ kind, id, name }));
  }

  private async select<K extends EntityKind>(
    kind: K,
    condition: string,
    values: readonly (string | number)[],
  ): Promise<readonly DocumentOf<K>[]> {
    if (!values.every((value) => isStorable(String(value)))) return [];
    const rows = await this.session.query<BodyRow>(
      `select body from documents where account = $1 and kind = $2 and ${this.#holds} and ${condition}`,
      [this.account, kind, ...values],
    );
    return rows.map(({ body }) => parseDocument(body) as DocumentOf<K>);
  }
}

/** A document as it is stored: its JSON text. */
export function parseDocument(body: string): EntityDocument {
  return JSON.parse(body) as EntityDocument;
}

function inRange({ afterName = '', pathPrefix = '', limit }: ListRange): {
  condition: string;
  values: (string | number)[];
} {
  return {
    condition: 'name_key > $3 and starts_with(path, $4) order by name_key limit $5',
    values: [nameKey(afterName), pathPrefix, limit],
  };
}
