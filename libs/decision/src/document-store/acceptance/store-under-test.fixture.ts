import type { EntityKey } from '@grantlog/account-state';
import type { StoredEvent } from '@grantlog/events';
import { fold } from '../../in-memory-source.fixture.js';
import { foldStep, readEvent, touchedKeys } from '../../indexer/fold-step.js';
import type { AccountSnapshot } from '../../account-index/account-index.js';
import { accountDigest } from '../account-digest.js';
import { documentName } from '../document-name.js';
import type { DocumentStore, StampedAccount, StampedDocument } from '../document-store.js';
import { warmAccount } from '../warm-account.js';

/** An engine as the acceptance suite sees it: stores that are opened share one place, and write to one log each. */
export interface EngineUnderTest {
  open(logId: string): DocumentStore;
}

/** Several suites may share one server. */
let accounts = 100_000_000_000;

/** The stores that the tests of a suite share; each test has accounts of its own. */
export class StoreUnderTest {
  readonly #stores: DocumentStore[] = [];
  readonly mine: DocumentStore;
  /** Another store of the same log. */
  readonly twin: DocumentStore;
  /** A store of another log at the same place. */
  readonly foreign: DocumentStore;

  constructor(private readonly engine: EngineUnderTest) {
    this.mine = this.open('log-1');
    this.twin = this.open('log-1');
    this.foreign = this.open('log-2');
  }

  open(logId: string): DocumentStore {
    const store = this.engine.open(logId);
    this.#stores.push(store);
    return store;
  }

  newAccount(): string {
    accounts += 1;
    return String(accounts);
  }

  async close(): Promise<void> {
    for (const store of this.#stores) await store.close();
  }
}

/** A group, the smallest document there is, stamped. */
export function group(id: string, revision: bigint, name = id): StampedDocument {
  const arn = `arn:aws:iam::123456789012:group/${name}`;
  const createDate = '2026-11-24T15:00:00.000Z';
  const more = { attachedPolicies: [], inlinePolicies: [] };
  return { revision, document: { kind: 'group', id, name, path: '/', arn, createDate, ...more } };
}

export const groupKey = (id: string): EntityKey => ({ kind: 'group', id });

/** An account of groups, all stamped with its revision. */
export function accountOf(revision: bigint, ...ids: readonly string[]): StampedAccount {
  return { revision, documents: ids.map((id) => group(id, revision)) };
}

/** What a log's snapshot gives: every document stamped with the snapshot's revision. */
export function stampedFold(events: readonly StoredEvent[]): StampedAccount {
  const whole = fold(events);
  const { revision } = whole;
  return { ...whole, documents: whole.documents.map((document) => ({ revision, document })) };
}

/** Moves a copy by events, as an indexer does. */
export async function advanceBy(
  store: DocumentStore,
  account: string,
  events: readonly StoredEvent[],
): Promise<boolean> {
  const read = events.map(readEvent);
  const copy = await store.documents(account, touchedKeys(read));
  return copy !== undefined && store.advance(account, foldStep(copy, read).step);
}

/** The account as a replica makes it: scanned, and moved by the events of the range. */
export async function loaded(
  store: DocumentStore,
  account: string,
  events: readonly StoredEvent[],
): Promise<AccountSnapshot | undefined> {
  const scanned = await store.scan(account);
  return scanned && warmAccount(scanned, events.slice(Number(scanned.from), Number(scanned.until)));
}

/** A snapshot in a form that can be compared: the order of documents says nothing. */
export async function comparable(snapshot: AccountSnapshot): Promise<string> {
  return `revision ${snapshot.revision}, documents ${await accountDigest(snapshot.documents)}`;
}

/** Names and stamps of documents, in order. */
export function stamps(documents: readonly StampedDocument[] | undefined): readonly string[] | undefined {
  return documents?.map(({ revision, document }) => `${documentName(document)}@${revision}`).sort();
}
