import type { EntityDocument, EntityKey } from '@grantlog/account-state';
import { nameKey, references } from '@grantlog/account-state';
import type { DocumentChange } from '../documents/changes.js';
import { saveSecrets } from '../key-material.js';
import type { SqlSession } from '../sql-driver.js';
import { saveAnswers } from './answer-store.js';
import type { Draft } from './draft.js';

/** Whether commits are noted for a relay: where none runs, the notes would pile up. */
export type Backlog = 'kept' | 'not_kept';

/** Stores a draft of a locked account with few statements, however many commands it holds. */
export async function saveDraft(
  session: SqlSession,
  account: string,
  draft: Draft,
  backlog: Backlog,
): Promise<void> {
  if (draft.events.length > 0) {
    await saveEvents(session, account, draft, backlog);
    await closeRanges(session, account, draft.changes.all());
    await openRanges(session, account, draft.changes.all().flatMap(ranges));
  }
  await saveSecrets(session, account, draft.secrets);
  await saveAnswers(session, account, [...draft.answers.values()]);
}

/** One row for the whole commit, in the statement that stores its events: it costs no round trip. */
const noteForRelay = `, note as (
       insert into relay_backlog (account, last_revision, first_revision, recorded_at)
       select $1, $2, min(revision), $4 from unnest($6::bigint[]) as revision
     )`;

async function saveEvents(
  session: SqlSession,
  account: string,
  { events, head }: Draft,
  backlog: Backlog,
): Promise<void> {
  const envelopes = events.map(({ envelope }) => envelope);
  await session.query(
    `with head as (
       update accounts set head_revision = $2, head_hash = $3, head_time = $4, counts = $5::jsonb where account = $1
     )${backlog === 'kept' ? noteForRelay : ''}
     insert into events (account, revision, id, type, action, actor, time, entities, text, hash)
     select $1, revision, id, type, action, actor, time, string_to_array(entities, ' '), text, hash
     from unnest($6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[], $12::text[],
       $13::text[], $14::text[]) as e (revision, id, type, action, actor, time, entities, text, hash)`,
    [
      account,
      head.revision,
      head.hash,
      head.time.toISOString(),
      JSON.stringify(head.counts),
      events.map(({ stored }) => stored.revision),
      envelopes.map(({ id }) => id),
      envelopes.map(({ type }) => type),
      envelopes.map(({ action }) => action),
      envelopes.map(({ actor }) => actor),
      envelopes.map(({ time }) => time),
      envelopes.map(({ entities }) => entities),
      events.map(({ stored }) => stored.text),
      events.map(({ stored }) => stored.hash),
    ],
  );
}

/** Ends the open range of every document that existed before, at the first revision that changed it. */
async function closeRanges(
  session: SqlSession,
  account: string,
  changes: readonly DocumentChange[],
): Promise<void> {
  const present = changes.filter(({ before }) => before !== undefined);
  if (present.length === 0) return;
  await session.query(
    `update documents d set until_revision = c.revision
     from unnest($2::text[], $3::text[], $4::bigint[]) as c (kind, id, revision)
     where d.account = $1 and d.kind = c.kind and d.id = c.id and d.until_revision is null`,
    [
      account,
      present.map(({ key }) => key.kind),
      present.map(({ key }) => key.id),
      present.map(({ states: [first] }) => first.revision),
    ],
  );
}

interface Range {
  readonly key: EntityKey;
  readonly from: bigint;
  readonly until: bigint | null;
  readonly document: EntityDocument;
}

/** The ranges that a change begins: one for each state in which the document exists. */
function ranges({ key, states }: DocumentChange): readonly Range[] {
  return states.flatMap(({ revision, document }, index) =>
    document === undefined
      ? []
      : [{ key, from: revision, until: states[index + 1]?.revision ?? null, document }],
  );
}

async function openRanges(session: SqlSession, account: string, opened: readonly Range[]): Promise<void> {
  if (opened.length === 0) return;
  await session.query(
    `insert into documents (account, kind, id, from_revision, until_revision, name_key, path, refs, body)
     select $1, kind, id, from_revision, until_revision, name_key, path, string_to_array(refs, ' '), body
     from unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[])
       as r (kind, id, from_revision, until_revision, name_key, path, refs, body)`,
    [
      account,
      opened.map(({ key }) => key.kind),
      opened.map(({ key }) => key.id),
      opened.map(({ from }) => from),
      opened.map(({ until }) => until),
      opened.map(({ document }) => nameKey(document.name)),
      opened.map(({ document }) => pathOf(document)),
      opened.map(({ document }) => references(document).join(' ')),
      opened.map(({ document }) => JSON.stringify(document)),
    ],
  );
}

/** The account itself has no path and is in no list of a path. */
export function pathOf(document: EntityDocument): string {
  return document.kind === 'account' ? '' : document.path;
}
