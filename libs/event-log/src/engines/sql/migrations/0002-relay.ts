/**
 * STORAGE FORMAT, see `0001-log.ts`.
 *
 * One row for each commit whose events the relay has not published yet: written in the commit's own transaction, taken
 * away when the feed has the events. Commits of one account become visible in the order of their revisions, because
 * they hold the account's lock; no command ever waits for a row of this table, because none writes one twice.
 *
 * The table is short-lived rows only, so it is vacuumed by their number, not by a share of a table that is mostly empty.
 */
export const relayTables = `
create table relay_backlog (
  account text collate "C" not null,
  last_revision bigint not null,
  first_revision bigint not null check (first_revision between 1 and last_revision),
  recorded_at timestamptz not null,
  primary key (account, last_revision)
) with (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

insert into relay_backlog (account, last_revision, first_revision, recorded_at)
select account, head_revision, 1, head_time from accounts where head_revision > 0;
`;
