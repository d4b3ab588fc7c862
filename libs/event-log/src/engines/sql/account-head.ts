import type { EntityCounts } from '../../event-log.js';
import { chainStart } from '../../hash-chain.js';
import type { AccountHead } from './batch/draft.js';
import type { SqlSession } from './sql-driver.js';

interface HeadRow {
  readonly head_revision: bigint;
  readonly head_hash: string;
  readonly head_time: Date;
  readonly counts: EntityCounts;
}

const noEntities: EntityCounts = { account: 0, user: 0, group: 0, role: 0, policy: 0 };
const selectHead = 'select head_revision, head_hash, head_time, counts from accounts where account = $1';

/** Where an account stands, or `undefined` when it has no events. */
export async function readHead(session: SqlSession, account: string): Promise<AccountHead | undefined> {
  const [row] = await session.query<HeadRow>(`${selectHead} and head_revision > 0`, [account]);
  return row && toHead(row);
}

/** Takes the account's lock until the transaction ends. An account without events begins here, at revision 0. */
export async function lockHead(session: SqlSession, account: string): Promise<AccountHead> {
  const locked = await session.query<HeadRow>(`${selectHead} for update`, [account]);
  if (locked[0] !== undefined) return toHead(locked[0]);
  await session.query(
    `insert into accounts (account, head_revision, head_hash, head_time, counts)
     values ($1, 0, $2, to_timestamp(0), $3::jsonb) on conflict do nothing`,
    [account, chainStart.hash, JSON.stringify(noEntities)],
  );
  const [row] = await session.query<HeadRow>(`${selectHead} for update`, [account]);
  if (row === undefined) throw new Error(`account \`${account}\` has no row after it was inserted`);
  return toHead(row);
}

function toHead(row: HeadRow): AccountHead {
  return {
    revision: row.head_revision,
    hash: row.head_hash,
    time: row.head_time,
    counts: { ...noEntities, ...row.counts },
  };
}
