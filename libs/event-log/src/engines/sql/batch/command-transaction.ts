import type { DocumentOf, EntityDocument, EntityKey, EntityKind } from '@grantlog/account-state';
import { documentKey, evolve, nameKey } from '@grantlog/account-state';
import type { DomainEvent, RecordedEvent } from '@grantlog/events';
import type {
  AccountTransaction,
  AnswerKey,
  EntityCounts,
  EventMetadata,
  KeptAnswer,
  ListRange,
  StoredSecret,
} from '../../../event-log.js';
import type { DocumentCache } from '../documents/document-cache.js';
import { DocumentQueries } from '../documents/document-queries.js';
import type { SqlSession } from '../sql-driver.js';
import { assertStorable } from '../storable-text.js';
import { findAnswer } from './answer-store.js';
import { answerKeyText, Draft } from './draft.js';
import { LockedDocuments } from './locked-documents.js';
import { pathOf } from './save-draft.js';
import { sealEvent } from './seal-event.js';

/** A name that another open document of the kind has: the decider did not look before it decided. */
export class NameTakenError extends Error {
  override readonly name = 'NameTakenError';
}

/** One command on a locked account. Collects what it decides in a draft; stores nothing. */
export class CommandTransaction implements AccountTransaction {
  readonly draft: Draft;
  readonly #documents: LockedDocuments;
  #appending: Promise<unknown> = Promise.resolve();
  #state: 'running' | 'ended' = 'running';

  /** @param batch the draft of the commands before this one in the same batch */
  constructor(
    readonly account: string,
    readonly now: Date,
    private readonly session: SqlSession,
    private readonly batch: Draft,
    cache: DocumentCache,
  ) {
    this.draft = new Draft(batch.head);
    const stored = new DocumentQueries(session, account, 'open');
    this.#documents = new LockedDocuments(stored, cache, [this.draft.changes, batch.changes]);
  }

  get revision(): bigint {
    return this.draft.head.revision;
  }

  get counts(): EntityCounts {
    return this.draft.head.counts;
  }

  byId<K extends EntityKind>(kind: K, id: string): Promise<DocumentOf<K> | undefined> {
    return this.#documents.byId(kind, id);
  }

  byName<K extends EntityKind>(kind: K, name: string): Promise<DocumentOf<K> | undefined> {
    return this.#documents.byName(kind, name);
  }

  list<K extends EntityKind>(kind: K, range: ListRange): Promise<readonly DocumentOf<K>[]> {
    return this.#documents.list(kind, range);
  }

  referrers<K extends EntityKind>(kind: K, id: string, range: ListRange): Promise<readonly DocumentOf<K>[]> {
    return this.#documents.referrers(kind, id, range);
  }

  referrerCounts(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#documents.referrerCounts(ids);
  }

  /** Appends of one command run one after the other, also when it does not wait for them. */
  append(metadata: EventMetadata, events: readonly DomainEvent[]): Promise<readonly RecordedEvent[]> {
    const appended = this.#appending.then(async () => {
      const recorded: RecordedEvent[] = [];
      for (const event of events) recorded.push(await this.appendOne(metadata, event));
      return recorded;
    });
    this.#appending = appended;
    // `end` throws it: a work that does not wait for its append must not bring the process down.
    appended.catch(() => undefined);
    return appended;
  }

  putSecret(secret: StoredSecret): void {
    if (secret.account !== this.account)
      throw new Error('a secret belongs to the account of its transaction');
    assertStorable(Object.values<string>({ ...secret }));
    this.draft.secrets.set(secret.accessKeyId, secret);
  }

  deleteSecret(accessKeyId: string): void {
    assertStorable([accessKeyId]);
    this.draft.secrets.set(accessKeyId, undefined);
  }

  async keptAnswer(key: AnswerKey): Promise<KeptAnswer | undefined> {
    const text = answerKeyText(key);
    const unsaved = this.draft.answers.get(text) ?? this.batch.answers.get(text);
    return unsaved?.answer ?? findAnswer(this.session, this.account, key, this.now);
  }

  keepAnswer(key: AnswerKey, answer: KeptAnswer): void {
    assertStorable([key.principal, key.idempotencyKey, answer.requestHash, answer.keyId, answer.ciphertext]);
    this.draft.answers.set(answerKeyText(key), { key, answer, keptAt: this.now });
  }

  /** Waits for the last append, whose failure is the command's even if it did not look, and refuses later ones. */
  async end(): Promise<Draft> {
    try {
      await this.#appending;
    } finally {
      this.#state = 'ended';
    }
    return this.draft;
  }

  private async appendOne(metadata: EventMetadata, event: DomainEvent): Promise<RecordedEvent> {
    if (this.#state === 'ended')
      throw new Error('the transaction has ended, append before its work resolves');
    const sealed = sealEvent(this.account, this.draft.head, event, metadata, this.now);
    const { revision, hash } = sealed.stored;
    assertStorable([sealed.envelope.actor, sealed.envelope.action, sealed.envelope.entities]);
    const counts = await this.fold(sealed.recorded);
    this.draft.events.push(sealed);
    this.draft.head = { revision, hash, time: this.now, counts };
    return sealed.recorded;
  }

  /** Brings the event's document up to date; returns how many entities there are then. */
  private async fold(event: RecordedEvent): Promise<EntityCounts> {
    const key = documentKey(event);
    if (key === undefined) return this.counts;
    const before = await this.byId(key.kind, key.id);
    const document = evolve(before, event);
    if (document === before) return this.counts;
    if (document !== undefined) assertStorable([document.id, document.name, pathOf(document)]);
    await this.checkName(key, before, document);
    this.draft.changes.add(key, before, { revision: event.revision, document });
    const change = Number(document !== undefined) - Number(before !== undefined);
    return { ...this.counts, [key.kind]: this.counts[key.kind] + change };
  }

  private async checkName(
    key: EntityKey,
    before: EntityDocument | undefined,
    document: EntityDocument | undefined,
  ): Promise<void> {
    if (document === undefined || (before !== undefined && nameKey(before.name) === nameKey(document.name)))
      return;
    const holder = await this.byName(key.kind, document.name);
    if (holder !== undefined)
      throw new NameTakenError(`a ${key.kind} named \`${holder.name}\` exists already`);
  }
}
