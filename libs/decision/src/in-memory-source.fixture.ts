import { documentKey, type EntityDocument, evolve } from '@grantlog/account-state';
import {
  canonicalJson,
  dataSchema,
  type DomainEvent,
  type StoredEvent,
  storedType,
  toEnvelope,
  upcast,
} from '@grantlog/events';
import type { AccountSnapshot } from './account-index/account-index.js';
import type { AccountSource, FeedListener, LogHead, LogSnapshot } from './replica/account-source.js';

/** The stored form of a fact at a place in an account's log. */
export function stored(
  account: string,
  revision: bigint,
  fact: { type: string; data: unknown },
  { prevhash = hashAt(revision - 1n), history = '0' } = {},
): StoredEvent {
  const known = fact as DomainEvent;
  const text = canonicalJson({
    type: storedType(known.type),
    dataschema: dataSchema(known.type, 1),
    revision: revision.toString(),
    time: '2026-11-24T15:00:00.000Z',
    prevhash,
    data: fact.data,
  });
  return { account, revision, text, hash: hashAt(revision, history) };
}

/** Hashes of specs say where they stand and in which history, not what they cover. */
function hashAt(revision: bigint, history = '0'): string {
  return revision.toString(16).padStart(64, history);
}

/**
 * A log in memory: what is appended is stored first and then delivered, once and in order, unless the spec says
 * otherwise. Its snapshots are folds of what is stored.
 */
export class InMemorySource implements AccountSource {
  /** Whether deliveries are lost, as in a feed that is cut. */
  isSilent = false;
  /** A hexadecimal digit that what is appended from now on has in its hashes. */
  history = '0';
  /** Thrown by `snapshot`, `read` and `heads` while it is set. */
  outage: Error | undefined;
  /** When `heads` answers what it read at its beginning. */
  answering: Promise<void> = Promise.resolve();
  /** How often the log was asked. */
  readonly calls = { snapshot: 0, read: 0, heads: 0 };
  readonly #logs = new Map<string, StoredEvent[]>();
  readonly #listeners = new Set<FeedListener>();

  append(account: string, ...facts: readonly { type: string; data: unknown }[]): bigint {
    const log = this.#log(account);
    const events = facts.map((fact) => {
      const prevhash = log.at(-1)?.hash ?? hashAt(0n);
      const event = stored(account, BigInt(log.length + 1), fact, { prevhash, history: this.history });
      log.push(event);
      return event;
    });
    if (!this.isSilent) this.deliver(account, events);
    return BigInt(log.length);
  }

  /** Restores an older state of an account's log, as from a backup; nobody is told. */
  restore(account: string, revision: bigint): void {
    this.#log(account).length = Number(revision);
  }

  /** Delivers events again or out of order. */
  deliver(account: string, events: readonly StoredEvent[]): void {
    for (const listener of this.#listeners) listener(account, events);
  }

  /** Stored events of an account. */
  events(account: string): readonly StoredEvent[] {
    return this.#log(account);
  }

  async snapshot(account: string): Promise<LogSnapshot | undefined> {
    this.calls.snapshot += 1;
    const log = [...this.#log(account)];
    await Promise.resolve();
    this.#assertUp();
    return log.length === 0 ? undefined : foldReadable(log);
  }

  async firstUnreadable(account: string): Promise<bigint | undefined> {
    await Promise.resolve();
    this.#assertUp();
    return firstUnreadable(this.#log(account));
  }

  async read(
    account: string,
    range: { afterRevision: bigint; limit: number },
  ): Promise<readonly StoredEvent[]> {
    this.calls.read += 1;
    await Promise.resolve();
    this.#assertUp();
    const from = Number(range.afterRevision);
    return this.#log(account).slice(from, from + range.limit);
  }

  async heads(accounts: readonly string[]): Promise<ReadonlyMap<string, LogHead>> {
    this.calls.heads += 1;
    const heads = new Map(accounts.flatMap((account) => this.#head(account)));
    await this.answering;
    this.#assertUp();
    return heads;
  }

  #head(account: string): readonly (readonly [string, LogHead])[] {
    const last = this.#log(account).at(-1);
    return last === undefined ? [] : [[account, { revision: last.revision, hash: last.hash }]];
  }

  subscribe(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #assertUp(): void {
    if (this.outage !== undefined) throw this.outage;
  }

  #log(account: string): StoredEvent[] {
    let log = this.#logs.get(account);
    if (log === undefined) {
      log = [];
      this.#logs.set(account, log);
    }
    return log;
  }
}

/** What a log answers for a snapshot: it ends before an event that cannot be read, and says so. */
export function foldReadable(events: readonly StoredEvent[]): LogSnapshot {
  const unreadable = firstUnreadable(events);
  if (unreadable === undefined) return fold(events);
  return { ...fold(events.slice(0, Number(unreadable) - 1)), head: BigInt(events.length) };
}

export function firstUnreadable(events: readonly StoredEvent[]): bigint | undefined {
  return events.find((event) => {
    try {
      upcast(toEnvelope(event));
      return false;
    } catch {
      return true;
    }
  })?.revision;
}

/** The documents after these events, folded one by one. */
export function fold(events: readonly StoredEvent[]): AccountSnapshot {
  const documents = new Map<string, EntityDocument>();
  for (const each of events) {
    const event = upcast(toEnvelope(each));
    const key = documentKey(event);
    if (key === undefined) continue;
    const id = `${key.kind} ${key.id}`;
    const document = evolve(documents.get(id), event);
    if (document === undefined) documents.delete(id);
    else documents.set(id, document);
  }
  const revision = BigInt(events.length);
  return { revision, hash: events.at(-1)?.hash ?? hashAt(revision), documents: [...documents.values()] };
}
