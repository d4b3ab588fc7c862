import type { AccountSnapshot } from '../account-index/account-index.js';
import { accountDigest } from '../document-store/account-digest.js';
import { warmAccount } from '../document-store/warm-account.js';
import type { AccountLog } from './warm-source.js';

const pageSize = 1_000;
/** An account that is further behind the log is not compared now: it would be read for minutes. */
const mostReplayedEvents = 10_000n;

/** What is compared with the log, and what it is compared in. */
export type ComparedLog = Pick<AccountLog, 'snapshot' | 'read'>;

/**
 * Whether an account in memory is as the log has it, at the log's head: events that are newer than what is in memory
 * are applied to a copy of it, so that an account is compared that changes all the time.
 *
 * Cost: one load of the account from the log, which is held beside the account meanwhile.
 *
 * @returns the revision of the comparison; `undefined` where the log has less, or much more, than is in memory
 * @throws what the log throws, and the fold for an event that it cannot read
 */
export async function comparedWithLog(
  log: ComparedLog,
  account: string,
  live: AccountSnapshot,
): Promise<{ readonly revision: bigint; readonly isEqual: boolean } | undefined> {
  const truth = await log.snapshot(account);
  if (truth === undefined || truth.revision < live.revision) return undefined;
  if (truth.revision - live.revision > mostReplayedEvents) return undefined;
  const { revision } = truth;
  const { documents } = await movedTo(revision, log, account, live);
  const isEqual = (await accountDigest(documents)) === (await accountDigest(truth.documents));
  return { revision, isEqual };
}

async function movedTo(
  until: bigint,
  log: ComparedLog,
  account: string,
  live: AccountSnapshot,
): Promise<AccountSnapshot> {
  let moved = live;
  while (moved.revision < until) {
    const { revision, documents } = moved;
    const page = await log.read(account, { afterRevision: revision, limit: pageSize });
    if (page.length === 0) throw new Error(`the log has nothing after revision ${revision}`);
    const stamped = documents.map((document) => ({ revision, document }));
    const events = page.filter((event) => event.revision <= until);
    moved = warmAccount({ from: revision, until: revision, documents: stamped }, events);
  }
  return moved;
}
