import { accountDigest } from '../document-store/account-digest.js';
import type { DocumentStore } from '../document-store/document-store.js';
import { repeat } from './repeat.js';
import type { Replica } from './replica.js';
import { processTimer, type Timer } from './timer.js';

const everyMs = 30_000;

/** One account in memory and its warm copy, at the same revision. */
export interface ComparedAccount {
  readonly account: string;
  readonly revision: bigint;
  readonly isEqual: boolean;
}

/** What a {@link DigestComparison} needs besides the replica. */
export interface DigestComparisonParts {
  readonly store: Pick<DocumentStore, 'scan'>;
  /** Told of each comparison whose digests differ: the account in memory or its copy is wrong. */
  readonly onMismatch: (mismatch: ComparedAccount) => void;
  readonly onFailure: (account: string, cause: unknown) => void;
  readonly timer?: Timer;
}

/**
 * Compares one loaded account with its warm copy every 30 seconds, in turn. Both come from the same events by the same
 * fold, so they are equal at the same revision, or one of them is damaged.
 *
 * Cost: the copy is read and held beside the account while it runs.
 */
export class DigestComparison {
  readonly #replica: Replica;
  readonly #parts: DigestComparisonParts;
  #stop: (() => void) | undefined;
  #account = '';
  #last: ComparedAccount | undefined;
  /** Since the process started; skipped are comparisons for which there was no copy at the account's revision. */
  readonly counts = { compared: 0, mismatches: 0, skipped: 0, failed: 0 };

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
    const accounts = this.#replica.accounts();
    const account = accounts.find((each) => each > this.#account) ?? accounts[0];
    if (account === undefined) return;
    this.#account = account;
    try {
      this.#count(await this.#compare(account));
    } catch (error) {
      this.counts.failed += 1;
      this.#parts.onFailure(account, error);
    }
  }

  async #compare(account: string): Promise<ComparedAccount | undefined> {
    const copy = await this.#parts.store.scan(account);
    const index = this.#replica.loaded(account)?.index;
    if (copy === undefined || copy.from !== copy.until || copy.until !== index?.revision) return undefined;
    const { revision } = index;
    const live = index.documents();
    const copied = await accountDigest(copy.documents.map(({ document }) => document));
    return { account, revision, isEqual: copied === (await accountDigest(live)) };
  }

  #count(compared: ComparedAccount | undefined): void {
    if (compared === undefined) {
      this.counts.skipped += 1;
      return;
    }
    this.#last = compared;
    this.counts.compared += 1;
    if (compared.isEqual) return;
    this.counts.mismatches += 1;
    this.#parts.onMismatch(compared);
  }
}
