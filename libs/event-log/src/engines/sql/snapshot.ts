import { setImmediate as turn } from 'node:timers/promises';
import type { EntityDocument } from '@grantlog/account-state';
import type { AccountSnapshot } from '../../event-log.js';
import { chainStart } from '../../hash-chain.js';
import { parseDocument } from './documents/document-queries.js';
import type { SqlSession } from './sql-driver.js';
import { firstUnreadable } from './unreadable-events.js';

interface BodyRow {
  readonly body: string | null;
}

interface SnapshotRow extends BodyRow {
  readonly head_revision: bigint;
  readonly head_hash: string;
}

/** Documents that are parsed before others get their turn: a millisecond or two. */
const sliceSize = 200;

/** Every document of an account that this program can have come to by itself, or `undefined` without events. */
export async function readSnapshot(
  session: SqlSession,
  account: string,
): Promise<AccountSnapshot | undefined> {
  const rows = await session.query<SnapshotRow>(
    `select a.head_revision, a.head_hash, d.body from accounts a
     left join documents d on d.account = a.account and d.until_revision is null
     where a.account = $1 and a.head_revision > 0`,
    [account],
  );
  const [first] = rows;
  if (first === undefined) return undefined;
  const { head_revision: head, head_hash: hash } = first;
  // Asked after the documents were read, so that it knows of every event that is in them.
  const unreadable = await firstUnreadable(session, account);
  if (unreadable !== undefined && unreadable <= head) {
    return { ...(await snapshotAt(session, account, unreadable - 1n)), head };
  }
  return { revision: head, hash, documents: await parsed(rows) };
}

async function snapshotAt(session: SqlSession, account: string, revision: bigint): Promise<AccountSnapshot> {
  const [last] = await session.query<{ readonly hash: string }>(
    'select hash from events where account = $1 and revision = $2',
    [account, revision],
  );
  const rows = await session.query<BodyRow>(
    `select body from documents where account = $1 and from_revision <= $2
     and (until_revision is null or until_revision > $2)`,
    [account, revision],
  );
  return { revision, hash: last?.hash ?? chainStart.hash, documents: await parsed(rows) };
}

async function parsed(rows: readonly BodyRow[]): Promise<readonly EntityDocument[]> {
  const documents: EntityDocument[] = [];
  for (const { body } of rows) {
    if (body === null) continue;
    documents.push(parseDocument(body));
    if (documents.length % sliceSize === 0) await turn();
  }
  return documents;
}
