import type { StoredEvent } from '@grantlog/events';
import type { DocumentStore } from '../document-store/document-store.js';
import type { ForeignEventAlarm, StopAlarm } from '../replica/follower-parts.js';
import { type FoldedStep, type FoldFault, foldStep, readEvent, touchedKeys } from './fold-step.js';
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
  /** Called for each delivery that has an event which the log does not have. */
  readonly foreign?: ForeignEventAlarm;
}

/** What one look at the copy came to. */
type Outcome =
  | { readonly kind: 'there' | 'moved' | 'missing' | 'foreign' }
  | { readonly kind: 'behind'; readonly afterRevision: bigint }
  | { readonly kind: 'contradicted'; readonly revision: bigint; readonly hash: string | undefined }
  /** The hash is that of the event that cannot be folded. */
  | { readonly kind: 'unfoldable'; readonly fault: FoldFault; readonly hash: string | undefined };

/**
 * Writes the document store from the events of accounts, with the one fold. The copy moves forwards only and in whole
 * steps, so any number of indexers may work on the same accounts: whose step is refused looks again.
 *
 * The feed is believed as long as its events continue the chain of hashes. Where one contradicts the copy, the log says
 * which of them is wrong: a wrong copy is written anew, a wrong event is told and left out. An event that cannot be
 * folded is read again from the log: only there it stops the account.
 */
export class Indexer {
  readonly #parts: IndexerParts;
  readonly #stopped = new Set<string>();
  /** Since the process started: deliveries with an event that the log does not have. */
  readonly counts = { foreignEvents: 0 };

  constructor(parts: IndexerParts) {
    this.#parts = parts;
  }

  /**
   * Brings the copy of an account to the newest of these events at least. Events may come twice, late, or with a gap
   * before them: the log fills it, as it does for a copy that is missing, damaged or older than it was. An event that
   * the log has and that cannot be folded stops the account at the revision before it: later deliveries resolve
   * without effect. What the log does not have is left out.
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
      const outcome = await this.#resolved(account, events, await this.#apply(account, events));
      if (outcome === 'there') return;
      if (outcome === 'foreign') {
        this.counts.foreignEvents += 1;
        this.#parts.foreign?.(account, lastRevision(events));
        return;
      }
      if (outcome === 'loaded') loads += 1;
    }
    throw new Error(`the copy of account \`${account}\` does not come to rest`);
  }

  /** Goes on from a look at the copy with what the log says, where the events alone do not say how. */
  async #resolved(
    account: string,
    events: readonly StoredEvent[],
    outcome: Outcome,
  ): Promise<'there' | 'moved' | 'loaded' | 'foreign'> {
    let { kind } = outcome;
    if (outcome.kind === 'behind') kind = await this.#fill(account, outcome.afterRevision, events);
    if (outcome.kind === 'contradicted') kind = await this.#arbitrate(account, outcome);
    if (outcome.kind === 'unfoldable') kind = await this.#confirm(account, outcome);
    if (kind === 'there' || kind === 'moved' || kind === 'foreign') return kind;
    return (await this.#load(account)) ? 'loaded' : 'foreign';
  }

  async #apply(account: string, events: readonly StoredEvent[]): Promise<Outcome> {
    const read = events.map(readEvent);
    const copy = await this.#parts.store.documents(account, touchedKeys(read));
    if (copy === undefined) return { kind: 'missing' };
    const folded = foldStep(copy, read);
    if (folded.isContradicted && folded.step.to === copy.revision) {
      return { kind: 'contradicted', revision: copy.revision, hash: copy.hash };
    }
    return copy.revision >= lastRevision(events) ? { kind: 'there' } : this.#advance(account, folded, events);
  }

  async #advance(
    account: string,
    { step, fault, isContradicted }: FoldedStep,
    events: readonly StoredEvent[],
  ): Promise<Outcome> {
    if (step.to > step.from && !(await this.#parts.store.advance(account, step))) return { kind: 'moved' };
    if (isContradicted) return { kind: 'moved' };
    if (fault !== undefined) {
      const { hash } = events.find(({ revision }) => revision === fault.revision) ?? {};
      return { kind: 'unfoldable', fault, hash };
    }
    return step.to >= lastRevision(events) ? { kind: 'there' } : { kind: 'behind', afterRevision: step.to };
  }

  /**
   * Writes the account anew. A copy that is not older but could not be read is replaced too.
   *
   * @returns whether the log has the account
   */
  async #load(account: string): Promise<boolean> {
    const snapshot = await this.#parts.log.snapshot(account);
    // Where not even the first event can be read, there is nothing to write.
    if (snapshot === undefined || snapshot.revision === 0n) return false;
    const { revision } = snapshot;
    const documents = snapshot.documents.map((document) => ({ revision, document }));
    await this.#parts.store.replace(account, { ...snapshot, documents }, { atSameRevision: true });
    return true;
  }

  async #fill(
    account: string,
    afterRevision: bigint,
    events: readonly StoredEvent[],
  ): Promise<'moved' | 'missing' | 'foreign'> {
    const first = events[0]?.revision ?? 0n;
    if (first - afterRevision > mostEventsToRead) {
      // Only what the log has is worth a copy that is written anew.
      const [known] = await this.#parts.log.read(account, { afterRevision: first - 1n, limit: 1 });
      return known === undefined ? 'foreign' : 'missing';
    }
    return this.#goOn(account, await this.#parts.log.read(account, { afterRevision, limit: pageSize }));
  }

  /** Says whether the log has what cannot be folded, and goes on with what it has there. */
  async #confirm(
    account: string,
    { fault, hash }: { readonly fault: FoldFault; readonly hash: string | undefined },
  ): Promise<'moved' | 'missing' | 'foreign'> {
    const range = { afterRevision: fault.revision - 1n, limit: pageSize };
    const page = await this.#parts.log.read(account, range);
    const outcome = await this.#goOn(account, page);
    return outcome === 'moved' && page[0]?.hash !== hash ? 'foreign' : outcome;
  }

  /** Takes what the log has after the copy; an event there that cannot be folded stops the account. */
  async #goOn(account: string, page: readonly StoredEvent[]): Promise<'moved' | 'missing' | 'foreign'> {
    if (page.length === 0) return 'foreign';
    const outcome = await this.#apply(account, page);
    if (outcome.kind === 'unfoldable') this.#stop(account, outcome.fault);
    return outcome.kind === 'contradicted' ? 'missing' : 'moved';
  }

  /** Says whether the copy or what contradicts it is of the log, and goes on with what the log has after the copy. */
  async #arbitrate(
    account: string,
    { revision, hash }: { readonly revision: bigint; readonly hash: string | undefined },
  ): Promise<'moved' | 'missing' | 'foreign'> {
    const range = { afterRevision: revision - 1n, limit: pageSize };
    const [own, ...next] = await this.#parts.log.read(account, range);
    // A copy that is ahead of the log is not touched: the log was restored, and somebody decides which of them counts.
    if (own === undefined) return 'foreign';
    if (own.hash !== hash) return 'missing';
    await this.#goOn(account, next);
    return 'foreign';
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
