import type { DocumentOf, EntityDocument, EntityKind } from '@grantlog/account-state';
import type { DomainEvent, RecordedEvent, StoredEvent } from '@grantlog/events';
import type { EventLogReader } from './event-log-reader.js';

/** Who did it, how it was authorized and why: what every event of one command carries beside its data. */
export interface EventMetadata {
  /** ARN of the principal; for a role session the session's ARN. */
  readonly actor: string;
  /** The operation that was authorized, such as `iam:CreateUser`. */
  readonly action: string;
  readonly requestId: string;
  readonly sourceIp: string;
  readonly credentialId?: string;
  readonly reason?: string;
}

/** Which documents of one kind to list, in the order of their names ignoring case. */
export interface ListRange {
  /** Only names after this one (exclusive), compared in the normalised form. */
  readonly afterName?: string;
  readonly pathPrefix?: string;
  /** 1..1001. */
  readonly limit: number;
}

/**
 * The documents of one account as they are at one revision. Nothing is cached by the caller: every answer of one
 * reader belongs to the same revision.
 */
export interface AccountReader {
  readonly account: string;
  readonly revision: bigint;
  byId<K extends EntityKind>(kind: K, id: string): Promise<DocumentOf<K> | undefined>;
  /** Finds by name ignoring case. */
  byName<K extends EntityKind>(kind: K, name: string): Promise<DocumentOf<K> | undefined>;
  list<K extends EntityKind>(kind: K, range: ListRange): Promise<readonly DocumentOf<K>[]>;
  /** Documents of one kind that refer to an entity (members of a group, holders of a policy), in the order of names. */
  referrers<K extends EntityKind>(kind: K, id: string, range: ListRange): Promise<readonly DocumentOf<K>[]>;
  /** How many documents refer to each of these entities; an id without referrers has the count 0. */
  referrerCounts(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** The answer of an idempotent command, kept for 24 hours; the caller has encrypted it. */
export interface KeptAnswer {
  readonly requestHash: string;
  readonly keyId: string;
  readonly ciphertext: string;
}

/** Names a kept answer within its account. */
export interface AnswerKey {
  /** Unique id of the principal that sent the command. */
  readonly principal: string;
  readonly idempotencyKey: string;
}

/** The encrypted secret of a permanent access key, in its own table beside the log. */
export interface StoredSecret {
  readonly account: string;
  readonly accessKeyId: string;
  readonly ownerKind: 'user' | 'root';
  readonly ownerId: string;
  readonly keyId: string;
  readonly ciphertext: string;
}

/** How many entities of each kind an account has. */
export type EntityCounts = Readonly<Record<EntityKind, number>>;

/**
 * What one command sees and does while its account is locked. Everything it appends and puts becomes durable
 * together with the commands of the same batch, or not at all; when the work throws, nothing of it remains.
 */
export interface AccountTransaction extends AccountReader {
  /** The time that appended events carry: the clock, or the last event's time where the clock is behind it. */
  readonly now: Date;
  /** Counts at this revision, this transaction's own changes included. */
  readonly counts: EntityCounts;
  /** Appends facts at the next revisions; later reads of this transaction see their effect. */
  append(metadata: EventMetadata, events: readonly DomainEvent[]): Promise<readonly RecordedEvent[]>;
  putSecret(secret: StoredSecret): void;
  deleteSecret(accessKeyId: string): void;
  /** The answer that was kept under this key in the last 24 hours. */
  keptAnswer(key: AnswerKey): Promise<KeptAnswer | undefined>;
  keepAnswer(key: AnswerKey, answer: KeptAnswer): void;
}

/** What a committed command leaves: its result, and the revision that holds all of its effect. */
export interface Committed<T> {
  readonly result: T;
  readonly revision: bigint;
}

/** The newest revision of an account. */
export interface LogHead {
  readonly revision: bigint;
  readonly hash: string;
  readonly counts: EntityCounts;
}

/** Which events to read; every member narrows. */
export interface EventQuery {
  /** Exclusive. */
  readonly afterRevision?: bigint;
  /** Inclusive. */
  readonly untilRevision?: bigint;
  /** RFC 3339, inclusive. */
  readonly since?: string;
  /** RFC 3339, exclusive. */
  readonly until?: string;
  readonly actor?: string;
  /** ARN of any entity that the event touches. */
  readonly entity?: string;
  /** The whole stored type, `grantlog.UserCreated`. */
  readonly type?: string;
  readonly action?: string;
  /** 1..1000. */
  readonly limit: number;
}

/** Every document of an account at one revision: what a replica loads. */
export interface AccountSnapshot {
  readonly revision: bigint;
  /** Of the event at that revision. */
  readonly hash: string;
  /**
   * The log's newest revision, where the snapshot ends before it: the event after the snapshot is one that this program
   * cannot read, and what it changed is not in the documents.
   */
  readonly head?: bigint;
  readonly documents: readonly EntityDocument[];
}

/** A public signing key and its encrypted private half; valid for signing and verifying as its owner defines. */
export interface StoredSigningKeyRow {
  readonly kid: string;
  readonly publicJwk: string;
  readonly keyId: string;
  readonly ciphertext: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/** Committed events of one account, dense and in revision order. */
export type CommitListener = (account: string, events: readonly StoredEvent[]) => void;

/**
 * The log of every account: append-only, dense revisions 1..N, hash-chained, with the documents and the key material
 * that change in the same transaction. The single source of truth.
 *
 * Every method may throw {@link LogUnavailableError}: nothing was decided or stored as far as the caller may assume,
 * and the call may be repeated (commands: with the same idempotency key).
 */
export interface EventLog extends EventLogReader {
  /**
   * Runs `work` on the locked account and resolves after its commit. Commands that wait for the same account share
   * one commit, in the order of arrival; what `work` throws is thrown to its caller alone. An account that has no
   * events yet is at revision 0 and begins with its first append.
   *
   * `work` uses its transaction only, never the log: with an engine of one session it would wait for itself. It is
   * quick: others wait for the account.
   */
  transact<T>(account: string, work: (transaction: AccountTransaction) => Promise<T>): Promise<Committed<T>>;
  /** Calls the listener after each commit of this process; returns how to stop. The listener must not throw. */
  subscribe(listener: CommitListener): () => void;
  findSecret(accessKeyId: string): Promise<StoredSecret | undefined>;
  signingKeys(): Promise<readonly StoredSigningKeyRow[]>;
  /** Adds a signing key; a key that is already there stays as it is. */
  addSigningKey(key: StoredSigningKeyRow): Promise<void>;
}
