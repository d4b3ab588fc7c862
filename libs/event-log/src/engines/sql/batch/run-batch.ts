import type { AccountTransaction, Committed } from '../../../event-log.js';
import { LogUnavailableError } from '../../../log-unavailable-error.js';
import { lockHead } from '../account-head.js';
import { DocumentCache } from '../documents/document-cache.js';
import { DocumentQueries } from '../documents/document-queries.js';
import type { SqlDriver, SqlSession } from '../sql-driver.js';
import { CommandTransaction } from './command-transaction.js';
import type { AccountHead } from './draft.js';
import { Draft } from './draft.js';
import type { Backlog } from './save-draft.js';
import { saveDraft } from './save-draft.js';

/** What a command does with its transaction. */
export type Work = (transaction: AccountTransaction) => Promise<unknown>;

/** How one command of a batch ended: known only after the commit. */
export type Outcome =
  { readonly committed: Committed<unknown> } | { readonly refused: { readonly error: unknown } };

/** What is the same for every batch of a log. */
export interface BatchOptions {
  readonly clock: () => Date;
  readonly backlog: Backlog;
}

/** A committed batch: what it stored, each command's outcome in order, and the documents it knows. */
export interface CommittedBatch {
  readonly draft: Draft;
  readonly outcomes: readonly Outcome[];
  readonly cache: DocumentCache;
}

/**
 * Runs commands of one account, in order, in one transaction under the account's lock. A command that throws leaves
 * nothing and disturbs no other.
 *
 * @param known documents of an earlier batch, used when nothing was written in between
 * @throws LogUnavailableError when the transaction fails; then no command of the batch took place.
 */
export async function runBatch(
  driver: SqlDriver,
  account: string,
  works: readonly Work[],
  known: DocumentCache | undefined,
  { clock, backlog }: BatchOptions,
): Promise<CommittedBatch> {
  const batch = await driver.transaction(async (session) => {
    const head = await lockHead(session, account);
    const cache = await knownDocuments(session, account, head, known);
    const draft = new Draft(head);
    const outcomes: Outcome[] = [];
    for (const work of works) outcomes.push(await runOne(session, account, work, draft, cache, clock));
    await saveDraft(session, account, draft, backlog);
    return { draft, outcomes, cache };
  });
  batch.cache.apply(batch.draft.changes, batch.draft.head);
  return batch;
}

async function knownDocuments(
  session: SqlSession,
  account: string,
  head: AccountHead,
  known: DocumentCache | undefined,
): Promise<DocumentCache> {
  if (known?.isAt(head) !== true) return new DocumentCache(head);
  const count = Object.values<number>(head.counts).reduce((sum, ofKind) => sum + ofKind, 0);
  await known.indexAll(new DocumentQueries(session, account, 'open'), count);
  return known;
}

async function runOne(
  session: SqlSession,
  account: string,
  work: Work,
  batch: Draft,
  cache: DocumentCache,
  clock: () => Date,
): Promise<Outcome> {
  const now = new Date(Math.max(clock().getTime(), batch.head.time.getTime()));
  const transaction = new CommandTransaction(account, now, session, batch, cache);
  try {
    const result = await work(transaction);
    batch.absorb(await transaction.end());
    return { committed: { result, revision: batch.head.revision } };
  } catch (error) {
    await transaction.end().catch(() => undefined);
    // The engine's transaction is broken: no command of the batch can be stored any more.
    if (error instanceof LogUnavailableError) throw error;
    return { refused: { error } };
  }
}
