import { accountDigest } from '../document-store/account-digest.js';
import type { DocumentStore } from '../document-store/document-store.js';
import { type ComparedLog, comparedWithLog } from './log-comparison.js';
import { repeat } from './repeat.js';
import type { Replica } from './replica.js';
import { processTimer, type Timer } from './timer.js';

const everyMs = 30_000;

/** Of so many turns one is a comparison with the log. */
const turnsPerLog = 4;

/** One account in memory and its warm copy or the log, at the same revision. */
export interface ComparedAccount {
  readonly account: string;
  readonly with: 'copy' | 'log';
  readonly revision: bigint;
  readonly isEqual: boolean;
}

/** What a {@link DigestComparison} needs besides the replica. */
export interface DigestComparisonParts {
  readonly store: Pick<DocumentStore, 'scan'>;
  readonly log: ComparedLog;
  /**
   * Told of each comparison whose digests differ: with the log, the account in memory was wrong and is loaded anew; with
   * the copy, one of them is wrong, and the comparison with the log that follows says whether it is the account.
   */
  readonly onMismatch: (mismatch: ComparedAccount) => void;
  readonly onFailure: (account: string, cause: unknown) => void;
  readonly timer?: Timer;
}

/**
 * Compares one loaded account with its warm copy every 30 seconds, in turn. Both come from the same events by the same
 * fold, so they are equal at the same revision, or one of them is damaged. An account that was loaded from a damaged
 * copy is equal to it: so one turn in four is a comparison with the log instead, and each difference leads to one. An
 * account that is not as the log has it is loaded anew from the log.
 *
 * Cost: the copy, or the account in the log, is read and held beside the account while it runs.
 */
export class DigestComparison {
  readonly #replica: Replica;
  readonly #parts: DigestComparisonParts;
  #stop: (() => void) | undefined;
  /** Whose turn was last, of each kind. */
  readonly #latest = { copy: '', log: '' };
  #turns = 0;
  #last: ComparedAccount | undefined;
  /**
   * Since the process started: comparisons with copies, and with the log. Skipped are those for which there was no copy
   * at the account's revision, or too little in the log.
   */
  readonly counts = { compared: 0, mismatches: 0, withLog: 0, wrong: 0, skipped: 0, failed: 0 };

  constructor(replica: Replica, parts: DigestComparisonParts) {
    this.#replica = replica;
    this.#parts = parts;
  }

  /** The newest comparison that was not skipped. */
  get last(): ComparedAccount | undefined {
    return this.#last;
  }

  /** Begins; the first comparison is half a minute from now. */
  start(): void {
    this.#stop ??= repeat(this.#parts.timer ?? processTimer, everyMs, () => this.compareNext());
  }

  /** Ends; a comparison that runs still ends by itself. */
  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Compares the account whose turn it is. Never throws. */
  async compareNext(): Promise<void> {
    this.#turns += 1;
    const what = this.#turns % turnsPerLog === 0 ? 'log' : 'copy';
    const accounts = this.#replica.accounts();
    const account = accounts.find((each) => each > this.#latest[what]) ?? accounts[0];
    if (account === undefined) return;
    this.#latest[what] = account;
    try {
      if (what === 'log') await this.#compareWithLog(account);
      else await this.#compareWithCopy(account);
    } catch (error) {
      this.counts.failed += 1;
      this.#parts.onFailure(account, error);
    }
  }

  async #compareWithCopy(account: string): Promise<void> {
    const compared = this.#noted(await this.#comparedWithCopy(account));
    if (compared === undefined) return;
    this.counts.compared += 1;
    if (compared.isEqual) return;
    this.counts.mismatches += 1;
    this.#parts.onMismatch(compared);
    await this.#compareWithLog(account);
  }

  async #comparedWithCopy(account: string): Promise<ComparedAccount | undefined> {
    const copy = await this.#parts.store.scan(account);
    const index = this.#replica.loaded(account)?.index;
    if (copy === undefined || copy.from !== copy.until || copy.until !== index?.revision) return undefined;
    const { revision } = index;
    const live = index.documents();
    const copied = await accountDigest(copy.documents.map(({ document }) => document));
    return { account, with: 'copy', revision, isEqual: copied === (await accountDigest(live)) };
  }

  async #compareWithLog(account: string): Promise<void> {
    const follower = this.#replica.loaded(account);
    if (follower === undefined) return;
    const { index } = follower;
    const live = { revision: index.revision, documents: index.documents() };
    const found = await comparedWithLog(this.#parts.log, account, live);
    const compared = this.#noted(found && { account, with: 'log', ...found });
    if (compared === undefined) return;
    this.counts.withLog += 1;
    if (compared.isEqual) return;
    this.counts.wrong += 1;
    this.#parts.onMismatch(compared);
    follower.distrust();
  }

  #noted(compared: ComparedAccount | undefined): ComparedAccount | undefined {
    if (compared === undefined) this.counts.skipped += 1;
    else this.#last = compared;
    return compared;
  }
}
