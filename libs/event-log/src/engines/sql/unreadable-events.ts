import { type StoredEvent, toEnvelope, upcast } from '@grantlog/events';
import { readEvents } from './event-queries.js';
import type { SqlSession } from './sql-driver.js';

interface KindRow {
  readonly type: string;
  readonly revision: bigint;
  readonly text: string;
  readonly hash: string;
}

const pageSize = 1_000;

/** The newest event of each type that an account has: one step in the index for each type, however long the log is. */
const newestOfEachType = `
with recursive newest as (
  (select type, revision, text, hash from events where account = $1 order by type desc, revision desc limit 1)
  union all
  select earlier.* from newest cross join lateral (
    select type, revision, text, hash from events
    where account = $1 and type < newest.type order by type desc, revision desc limit 1
  ) as earlier
) select type, revision, text, hash from newest`;

/**
 * The first revision of an account whose event this program cannot read, because a newer program wrote it. A type counts
 * as readable where its newest event is: programs are replaced by newer ones.
 */
export async function firstUnreadable(session: SqlSession, account: string): Promise<bigint | undefined> {
  const newest = await session.query<KindRow>(newestOfEachType, [account]);
  let first: bigint | undefined;
  for (const { type, ...event } of newest) {
    if (isReadable({ account, ...event })) continue;
    const revision = await firstOfType(session, account, type);
    if (revision !== undefined && (first === undefined || revision < first)) first = revision;
  }
  return first;
}

async function firstOfType(session: SqlSession, account: string, type: string): Promise<bigint | undefined> {
  let page: readonly StoredEvent[] = [];
  do {
    const afterRevision = page.at(-1)?.revision ?? 0n;
    page = await readEvents(session, account, { type, afterRevision, limit: pageSize });
    const found = page.find((event) => !isReadable(event));
    if (found !== undefined) return found.revision;
  } while (page.length === pageSize);
  return undefined;
}

function isReadable(event: StoredEvent): boolean {
  try {
    upcast(toEnvelope(event));
    return true;
  } catch {
    return false;
  }
}
