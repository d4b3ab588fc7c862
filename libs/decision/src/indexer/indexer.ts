import type { StoredEvent } from '@grantlog/events';
import type { DocumentStore } from '../document-store/document-store.js';
import type { StopAlarm } from '../replica/account-follower.js';
import { type FoldFault, foldStep, readEvent, touchedKeys } from './fold-step.js';
import type { IndexerLog } from './indexer-log.js';

/** The longest step: it is atomic, so it must be short. Also the longest page of the log. */
const pageSize = 1_000;
/** A copy that is further behind is written anew: reading so many events takes longer. */
const mostEventsToRead = 20_000n;
/** Each look but the first follows a change by somebody else or a page of the log; more mean that something is wrong. */
const mostLooks = 100;
/** The same of copies that are written anew, which costs more. */
const mostLoads = 3;

/** What an indexer works with. */
export interface IndexerParts {
  readonly store: DocumentStore;
  readonly log: IndexerLog;
  /** Called once per account and process, when an event cannot be folded. */
  readonly alarm: StopAlarm;
}

/** What one look at the copy came to. */
type Outcome =
  | { readonly kind: 'there' | 'moved' | 'missing' }
  | { readonly kind: 'behind'; readonly afterRevision: bigint };

/**
 * Writes the document store from the events of accounts, with the one fold. The copy moves forwards only and in whole
 * steps, so any number of indexers may work on the same accounts: whose step is refused looks again.
 */
export class Indexer {
  readonly #parts: IndexerParts;
  readonly #stopped = new Set<string>();

  constructor(parts: IndexerParts) {
    this.#parts = parts;
  }

  /**
   * Brings the copy of an account to the newest of these events at least. Events may come twice, late, or with a gap
   * before them: the log fills it, as it does for a copy that is missing, damaged or older than it was. An event that
   * cannot be folded stops the account at the revision before it: later deliveries resolve without effect.
   *
   * To be given to a change feed's `share`, which delivers again what was rejected.
   *
   * @param events dense among themselves and in order
   * @throws DocumentStoreUnavailableError, and what the log throws; the copy is at some revision in between
   */
  readonly handle = async (account: string, events: readonly StoredEvent[]): Promise<void> => {
    for (let start = 0; start < events.length; start += pageSize) {
      await this.#reach(account, events.slice(start, start + pageSize));
    }
  };

  async #reach(account: string, events: readonly StoredEvent[]): Promise<void> {
    let loads = 0;
    for (let look = 0; look < mostLooks && loads <= mostLoads; look += 1) {
      if (this.#stopped.has(account)) return;
      const outcome = await this.#apply(account, events);
      if (outcome.kind === 'there') return;
      if (outcome.kind === 'behind') await this.#fill(account, outcome.afterRevision, events);
      if (outcome.kind === 'missing') {
        await this.#load(account);
        loads += 1;
      }
    }
    throw new Error(`the copy of account \`${account}\` does not come to rest`);
  }

  async #apply(account: string, events: readonly StoredEvent[]): Promise<Outcome> {
    const read = events.map(readEvent);
    const copy = await this.#parts.store.documents(account, touchedKeys(read));
    if (copy === undefined) return { kind: 'missing' };
    const last = lastRevision(events);
    if (copy.revision >= last) return { kind: 'there' };
    const { step, fault } = foldStep(copy, read);
    if (step.to > step.from && !(await this.#parts.store.advance(account, step))) return { kind: 'moved' };
    if (fault === undefined && step.to < last) return { kind: 'behind', afterRevision: step.to };
    if (fault !== undefined) this.#stop(account, fault);
    return { kind: 'there' };
  }

  /** Writes the account anew. A copy that is not older but could not be read is replaced too. */
  async #load(account: string): Promise<void> {
    const snapshot = await this.#parts.log.snapshot(account);
    if (snapshot === undefined) throw new Error(`the log has no account \`${account}\``);
    const { revision } = snapshot;
    const documents = snapshot.documents.map((document) => ({ revision, document }));
    await this.#parts.store.replace(account, { revision, documents }, { atSameRevision: true });
  }

  async #fill(account: string, afterRevision: bigint, events: readonly StoredEvent[]): Promise<void> {
    const first = events[0]?.revision ?? 0n;
    if (first - afterRevision > mostEventsToRead) return this.#load(account);
    const missing = await this.#parts.log.read(account, { afterRevision, limit: pageSize });
    if (missing.length === 0) {
      throw new Error(`the log has nothing after revision ${afterRevision} of account \`${account}\``);
    }
    await this.#apply(account, missing);
  }

  #stop(account: string, { revision, cause }: FoldFault): void {
    if (this.#stopped.has(account)) return;
    this.#stopped.add(account);
    this.#parts.alarm(account, revision, cause);
  }
}

function lastRevision(events: readonly StoredEvent[]): bigint {
  return events.at(-1)?.revision ?? 0n;
}
