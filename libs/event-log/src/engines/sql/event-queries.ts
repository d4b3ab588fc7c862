import { entityText, type StoredEvent } from '@grantlog/events';
import type { EventQuery } from '../../event-log.js';
import type { SqlSession } from './sql-driver.js';
import { isStorable } from './storable-text.js';

interface EventRow {
  readonly revision: bigint;
  readonly text: string;
  readonly hash: string;
}

/** The greatest `bigint` of PostgreSQL. */
const maxRevision = 2n ** 63n - 1n;

/** How each member of a query narrows; `$` stands for its parameter. */
const conditions = {
  afterRevision: 'revision > $::bigint',
  untilRevision: 'revision <= $::bigint',
  since: 'time >= $::timestamptz',
  until: 'time < $::timestamptz',
  actor: 'actor = $',
  entity: 'entities @> array[$]',
  type: 'type = $',
  action: 'action = $',
} as const satisfies Record<Exclude<keyof EventQuery, 'limit'>, string>;

/** Events of one account that match a query, in revision order. */
export async function readEvents(
  session: SqlSession,
  account: string,
  query: EventQuery,
): Promise<readonly StoredEvent[]> {
  const values: unknown[] = [account];
  const filters = ['account = $1'];
  for (const [member, condition] of Object.entries(conditions)) {
    const value = filterValue(query, member as keyof typeof conditions);
    if (value === undefined) continue;
    if (!isStorable(value)) return [];
    filters.push(condition.replace('$', () => `$${values.push(value)}`));
  }
  const rows = await session.query<EventRow>(
    `select revision, text, hash from events where ${filters.join(' and ')}
     order by revision limit $${values.push(query.limit)}`,
    values,
  );
  return rows.map(({ revision, text, hash }) => ({ account, revision, text, hash }));
}

function filterValue(query: EventQuery, member: keyof typeof conditions): string | undefined {
  const value = query[member];
  if (value === undefined) return undefined;
  if (typeof value === 'bigint') return revisionInRange(value).toString();
  if (member === 'entity') return entityText(value);
  return member === 'since' || member === 'until' ? instant(value) : value;
}

/** No revision lies outside of these, so that the answer is the same. */
function revisionInRange(revision: bigint): bigint {
  if (revision < 0n) return 0n;
  return revision > maxRevision ? maxRevision : revision;
}

/** @throws RangeError for a text that is no time, or a year that PostgreSQL or RFC 3339 does not have */
function instant(text: string): string {
  const time = new Date(text);
  const isTime = !Number.isNaN(time.getTime()) && /^(?!0000)\d{4}-/.test(time.toISOString());
  if (!isTime) throw new RangeError(`\`${text}\` is not an RFC 3339 time`);
  return time.toISOString();
}
