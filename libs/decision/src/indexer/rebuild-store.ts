import type { StoredEvent } from '@grantlog/events';
import type { AccountSnapshot } from '../account-index/account-index.js';
import { accountDigest } from '../document-store/account-digest.js';
import type { DocumentStore, ScannedAccount } from '../document-store/document-store.js';
import { warmAccount } from '../document-store/warm-account.js';
import type { IndexerLog } from './indexer-log.js';

const pageSize = 1_000;
/** An account that is written by others at the same time is looked at again. */
const attempts = 5;
/** Accounts that the last message names; each was told before. */
const mostNamed = 10;

/** A log whose accounts can be listed. */
export interface RebuildLog extends IndexerLog {
  /** Accounts that have events, in order, after one (exclusive); at most `limit`, 1..1000. */
  accounts(range: { readonly after?: string; readonly limit: number }): Promise<readonly string[]>;
}

/** An account whose copy was read back and equals the log. */
export interface RebuiltAccount {
  readonly account: string;
  readonly revision: bigint;
  readonly documents: number;
  /** See {@link accountDigest}. */
  readonly digest: string;
}

/** What a rebuild works with. */
export interface RebuildParts {
  readonly log: RebuildLog;
  readonly store: DocumentStore;
  /** Told about each account when it is done. */
  readonly report: (rebuilt: RebuiltAccount) => void;
  /** Told about each account whose copy cannot be made equal to the log; the others go on. */
  readonly failed: (account: string, error: RebuildError) => void;
}

/** Copies of accounts that are not as the log has them after the rebuild. */
export class RebuildError extends Error {
  override readonly name = 'RebuildError';
}

/**
 * Writes the copy of every account anew from the log, while indexers write and replicas read it, then reads it back and
 * compares it with the log at the same revision.
 *
 * An account with an event that this program cannot fold is written up to there, as indexers do, and counts as failed.
 *
 * @returns totals of all accounts
 * @throws RebuildError at the end, where accounts failed
 * @throws DocumentStoreUnavailableError, and what the log throws; accounts that were reported are done
 */
export async function rebuildStore(
  parts: RebuildParts,
): Promise<{ readonly accounts: number; readonly documents: number }> {
  const totals = { accounts: 0, documents: 0 };
  const failed: string[] = [];
  for await (const account of everyAccount(parts.log)) {
    try {
      const rebuilt = await rebuildAccount(parts, account);
      parts.report(rebuilt);
      totals.accounts += 1;
      totals.documents += rebuilt.documents;
    } catch (error) {
      if (!(error instanceof RebuildError)) throw error;
      parts.failed(account, error);
      failed.push(account);
    }
  }
  if (failed.length > 0) throw new RebuildError(failedMessage(failed, totals.accounts));
  return totals;
}

function failedMessage(failed: readonly string[], done: number): string {
  const named = failed.slice(0, mostNamed).map((account) => `\`${account}\``);
  const more = failed.length > mostNamed ? ` and ${failed.length - mostNamed} more` : '';
  return `${done} accounts were rebuilt, and these were not: ${named.join(', ')}${more}`;
}

async function* everyAccount(log: RebuildLog): AsyncGenerator<string> {
  let page = await log.accounts({ limit: pageSize });
  while (page.length > 0) {
    yield* page;
    const after = page.at(-1);
    page = await log.accounts({ ...(after === undefined ? {} : { after }), limit: pageSize });
  }
}

async function rebuildAccount({ log, store }: RebuildParts, account: string): Promise<RebuiltAccount> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const snapshot = await log.snapshot(account);
    if (snapshot === undefined) throw new RebuildError(`the log has no account \`${account}\``);
    if (snapshot.head !== undefined) return stoppedAccount(store, account, snapshot);
    const whole = stampedAll(snapshot);
    // A copy that is ahead stays where it is. Once it was seen to differ it goes, and what follows it is of the log.
    if (attempt > 1) await store.remove(account);
    await store.replace(account, { ...whole, revision: whole.until }, { atSameRevision: true });
    const scanned = await store.scan(account);
    const rebuilt = scanned && (await compared(log, account, whole, scanned));
    if (rebuilt !== undefined) return rebuilt;
  }
  throw new RebuildError(`the copy of account \`${account}\` differs from the log`);
}

/** Writes what can be folded. A copy that is further stays: a newer program could fold what this one cannot. */
async function stoppedAccount(
  store: DocumentStore,
  account: string,
  { revision, hash, documents }: AccountSnapshot,
): Promise<never> {
  const stamped = documents.map((document) => ({ revision, document }));
  const whole = { revision, ...(hash === undefined ? {} : { hash }), documents: stamped };
  if (revision > 0n) await store.replace(account, whole, { atSameRevision: true });
  throw new RebuildError(
    `account \`${account}\` has an event at revision ${revision + 1n} that this version of the program cannot read`,
  );
}

/** The account, where the copy equals the log at the revision of the copy. */
async function compared(
  log: IndexerLog,
  account: string,
  whole: ScannedAccount,
  scanned: ScannedAccount,
): Promise<RebuiltAccount | undefined> {
  if (scanned.until < whole.until) return undefined;
  const from = scanned.from < whole.from ? scanned.from : whole.from;
  const events = await readRange(log, account, { from, until: scanned.until });
  const copy = warmAccount(scanned, events);
  const digest = await accountDigest(copy.documents);
  const truth = warmAccount({ ...whole, until: scanned.until }, events);
  if (digest !== (await accountDigest(truth.documents))) return undefined;
  return { account, revision: copy.revision, documents: copy.documents.length, digest };
}

async function readRange(
  log: IndexerLog,
  account: string,
  { from, until }: { readonly from: bigint; readonly until: bigint },
): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let at = from; at < until; at = events.at(-1)?.revision ?? until) {
    const page = await log.read(account, { afterRevision: at, limit: pageSize });
    events.push(...page.filter(({ revision }) => revision <= until));
    if (page.length === 0)
      throw new RebuildError(`the log has nothing after revision ${at} of account \`${account}\``);
  }
  return events;
}

function stampedAll({ revision, documents, ...hash }: AccountSnapshot): ScannedAccount {
  return {
    from: revision,
    until: revision,
    ...hash,
    documents: documents.map((document) => ({ revision, document })),
  };
}
