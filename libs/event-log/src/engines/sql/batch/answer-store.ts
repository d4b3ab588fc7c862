import type { AnswerKey, KeptAnswer } from '../../../event-log.js';
import type { SqlSession } from '../sql-driver.js';
import { isStorable } from '../storable-text.js';
import type { AnswerToKeep } from './draft.js';

/** How long the answer of an idempotent command is kept. */
export const keepAnswersMs = 24 * 60 * 60 * 1000;

interface AnswerRow {
  readonly request_hash: string;
  readonly key_id: string;
  readonly ciphertext: string;
}

/** The answer kept under a key, unless it is older than {@link keepAnswersMs} at `now`. */
export async function findAnswer(
  session: SqlSession,
  account: string,
  key: AnswerKey,
  now: Date,
): Promise<KeptAnswer | undefined> {
  if (!isStorable(key.principal) || !isStorable(key.idempotencyKey)) return undefined;
  const [row] = await session.query<AnswerRow>(
    `select request_hash, key_id, ciphertext from kept_answers
     where account = $1 and principal = $2 and idempotency_key = $3 and kept_at > $4`,
    [account, key.principal, key.idempotencyKey, expiredAt(now)],
  );
  return row && { requestHash: row.request_hash, keyId: row.key_id, ciphertext: row.ciphertext };
}

/** Keeps answers, one per key, and forgets the account's expired ones. */
export async function saveAnswers(
  session: SqlSession,
  account: string,
  answers: readonly AnswerToKeep[],
): Promise<void> {
  const newest = answers.at(-1);
  if (newest === undefined) return;
  await session.query('delete from kept_answers where account = $1 and kept_at <= $2', [
    account,
    expiredAt(newest.keptAt),
  ]);
  await session.query(
    `insert into kept_answers (account, principal, idempotency_key, request_hash, key_id, ciphertext, kept_at)
     select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
     on conflict (account, principal, idempotency_key) do update set request_hash = excluded.request_hash,
       key_id = excluded.key_id, ciphertext = excluded.ciphertext, kept_at = excluded.kept_at`,
    [
      account,
      answers.map(({ key }) => key.principal),
      answers.map(({ key }) => key.idempotencyKey),
      answers.map(({ answer }) => answer.requestHash),
      answers.map(({ answer }) => answer.keyId),
      answers.map(({ answer }) => answer.ciphertext),
      answers.map(({ keptAt }) => keptAt.toISOString()),
    ],
  );
}

/** Forgets the expired answers of every account; accounts that write do it as they go. */
export async function purgeAnswers(session: SqlSession, now: Date): Promise<void> {
  await session.query('delete from kept_answers where kept_at <= $1', [expiredAt(now)]);
}

function expiredAt(now: Date): string {
  return new Date(now.getTime() - keepAnswersMs).toISOString();
}
