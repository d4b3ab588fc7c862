import type { EntityDocument } from '@grantlog/account-state';
import { documentKey, evolve } from '@grantlog/account-state';
import type { DomainEvent, EventEnvelope, StoredEvent } from '@grantlog/events';
import { toEnvelope, upcast } from '@grantlog/events';
import type {
  AccountSnapshot,
  AccountTransaction,
  Committed,
  EventLog,
  EventMetadata,
  LogHead,
} from '../event-log.js';
import { Facts } from './facts.fixture.js';

/** One account of a log, with the short words that tests want. */
export class AccountUnderTest {
  readonly facts: Facts;

  constructor(
    readonly log: EventLog,
    readonly id: string,
  ) {
    this.facts = new Facts(id);
  }

  append(
    events: DomainEvent | readonly DomainEvent[],
    metadata: Partial<EventMetadata> = {},
  ): Promise<Committed<unknown>> {
    const list = 'type' in events ? [events] : events;
    return this.log.transact(this.id, (transaction) =>
      transaction.append(this.facts.metadata(metadata), list),
    );
  }

  /** A command that reads nothing. */
  run(work: (transaction: AccountTransaction) => void): Promise<Committed<void>> {
    return this.log.transact(this.id, (transaction) => {
      work(transaction);
      return Promise.resolve();
    });
  }

  /** The whole history, page by page. */
  async events(pageSize = 1000): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (;;) {
      const afterRevision = events.at(-1)?.revision ?? 0n;
      const page = await this.log.read(this.id, { afterRevision, limit: pageSize });
      events.push(...page);
      if (page.length < pageSize) return events;
    }
  }

  async envelopes(): Promise<readonly EventEnvelope[]> {
    return (await this.events()).map(toEnvelope);
  }

  /** Everything anybody can see of the account. */
  async everything(): Promise<{
    head: LogHead | undefined;
    events: readonly StoredEvent[];
    snapshot: AccountSnapshot | undefined;
  }> {
    return {
      head: await this.log.head(this.id),
      events: await this.events(),
      snapshot: await this.log.snapshot(this.id),
    };
  }
}

/** The documents after these events, folded from nothing, by kind and id. */
export function foldOf(events: readonly StoredEvent[]): ReadonlyMap<string, EntityDocument> {
  const documents = new Map<string, EntityDocument>();
  for (const stored of events) {
    const recorded = upcast(toEnvelope(stored));
    const key = documentKey(recorded);
    if (key === undefined) continue;
    const text = `${key.kind}/${key.id}`;
    const document = evolve(documents.get(text), recorded);
    if (document === undefined) documents.delete(text);
    else documents.set(text, document);
  }
  return documents;
}

/** In an order that does not depend on who answered. */
export function sorted(documents: Iterable<EntityDocument>): readonly EntityDocument[] {
  const text = ({ kind, id }: EntityDocument) => `${kind}/${id}`;
  return [...documents].sort((left, right) => (text(left) < text(right) ? -1 : 1));
}
