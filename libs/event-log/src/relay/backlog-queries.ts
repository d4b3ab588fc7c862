import type { StoredEvent } from '@grantlog/events';
import type { SqlSession } from '../engines/sql/sql-driver.js';

/** How many accounts one pass looks at. */
const accountsPerPass = 200;
/** How many events one pass reads, about. */
const eventsPerPass = 1_000;
/** How many bytes of events one pass reads at most, beside its last event. */
const bytesPerPass = 8 * 1024 * 1024;

/** The oldest unpublished event of an account whose backlog is locked. */
export interface ClaimedAccount {
  readonly account: string;
  readonly from: bigint;
}

/** Which accounts a pass found, and which of them it has for itself. */
export interface Claim {
  /** The last account that was looked at, `undefined` when there was none. */
  readonly last: string | undefined;
  readonly isEnd: boolean;
  readonly claimed: readonly ClaimedAccount[];
}

/**
 * The oldest note of each account after a given one, found by one index descent for each account however many notes
 * there are, and locked unless another relay has it: who has an account's oldest note has its backlog. The lateral
 * sub-selects leave the planner no other way than the index, whatever it guesses of the number of notes.
 */
const claimNotes = `
  with recursive oldest as (
    (select account, last_revision from relay_backlog where account > $1 order by account, last_revision limit 1)
    union all
    select next.account, next.last_revision from oldest, lateral (
      select account, last_revision from relay_backlog
      where account > oldest.account order by account, last_revision limit 1
    ) next
  ), candidates as materialized (select account, last_revision from oldest limit $2),
  claimed as materialized (
    select note.account, note.first_revision from candidates, lateral (
      select account, first_revision from relay_backlog
      where account = candidates.account and last_revision = candidates.last_revision for update skip locked
    ) note
  )
  select candidates.account, claimed.first_revision
  from candidates left join claimed using (account) order by candidates.account`;

/** Claims accounts that have something to publish, until the transaction ends. */
export async function claimAccounts(session: SqlSession, after: string): Promise<Claim> {
  const rows = await session.query<{ readonly account: string; readonly first_revision: bigint | null }>(
    claimNotes,
    [after, accountsPerPass],
  );
  return {
    last: rows.at(-1)?.account,
    isEnd: rows.length < accountsPerPass,
    claimed: rows.flatMap(({ account, first_revision: from }) => (from === null ? [] : [{ account, from }])),
  };
}

/**
 * The oldest unpublished events of claimed accounts, by account and revision. The accounts share what a pass may hold:
 * each gets at least one event, except those that the bound of bytes cuts off.
 */
export async function readClaimed(
  session: SqlSession,
  claimed: readonly ClaimedAccount[],
): Promise<readonly StoredEvent[]> {
  const eventsPerAccount = Math.ceil(eventsPerPass / Math.max(1, claimed.length));
  return session.query<StoredEvent>(
    `select account, revision, text, hash from (
       select event.account, event.revision, event.text, event.hash,
         sum(octet_length(event.text)) over (order by event.account, event.revision)
           - octet_length(event.text) as bytes_before
       from unnest($1::text[], $2::bigint[]) as claimed (account, first_revision), lateral (
         select account, revision, text, hash from events
         where account = claimed.account and revision >= claimed.first_revision order by revision limit $3
       ) event
     ) measured where bytes_before < $4 order by account, revision`,
    [claimed.map(({ account }) => account), claimed.map(({ from }) => from), eventsPerAccount, bytesPerPass],
  );
}

/** Takes published events off the backlog of claimed accounts: whole notes, and the beginning of one. */
export async function markPublished(
  session: SqlSession,
  published: ReadonlyMap<string, bigint>,
): Promise<void> {
  await session.query(
    `with published as (select * from unnest($1::text[], $2::bigint[]) as p (account, revision)),
     done as (
       delete from relay_backlog note using published p
       where note.account = p.account and note.last_revision <= p.revision
     )
     update relay_backlog note set first_revision = p.revision + 1 from published p
     where note.account = p.account and note.last_revision > p.revision and note.first_revision <= p.revision`,
    [[...published.keys()], [...published.values()]],
  );
}

/** What nobody has published yet. */
export interface Backlog {
  readonly accounts: number;
  readonly events: number;
  /** When the oldest commit of it was recorded. */
  readonly since: Date | undefined;
}

/** Measures the backlog; it costs a scan of the notes, which are few unless the feed was down for long. */
export async function measureBacklog(session: SqlSession): Promise<Backlog> {
  const [row] = await session.query<{
    readonly accounts: bigint;
    readonly events: bigint;
    readonly since: Date | null;
  }>(
    `select count(distinct account) as accounts, min(recorded_at) as since,
       coalesce(sum(last_revision - first_revision + 1), 0)::bigint as events from relay_backlog`,
  );
  return {
    accounts: Number(row?.accounts ?? 0n),
    events: Number(row?.events ?? 0n),
    since: row?.since ?? undefined,
  };
}
