import { documentKey, type EntityDocument, type EntityKey, evolve } from '@grantlog/account-state';
import { type RecordedEvent, type StoredEvent, toEnvelope, upcast } from '@grantlog/events';
import { documentName } from '../document-store/document-name.js';
import type { AccountAdvance, StampedAccount } from '../document-store/document-store.js';

/** An event as far as it can be read: what it changes, or why it cannot be folded. */
export type ReadEvent = {
  readonly revision: bigint;
  readonly hash: string;
  /** `undefined` where even that cannot be read. */
  readonly prevhash: string | undefined;
} & (
  | { readonly event: RecordedEvent; readonly key: EntityKey | undefined }
  | { readonly event?: never; readonly cause: unknown }
);

/** Why an account cannot go on. */
export interface FoldFault {
  readonly revision: bigint;
  readonly cause: unknown;
}

/** One step forwards, as far as the events can be folded, and what stopped it. */
export interface FoldedStep {
  readonly step: AccountAdvance;
  /** Whether an event contradicts the copy or the event before it: one of them is not of the log. */
  readonly isContradicted: boolean;
  readonly fault?: FoldFault;
}

/** Reads an event; never throws. */
export function readEvent(stored: StoredEvent): ReadEvent {
  const { revision, hash } = stored;
  let prevhash: string | undefined;
  try {
    const envelope = toEnvelope(stored);
    ({ prevhash } = envelope);
    const event = upcast(envelope);
    return { revision, hash, prevhash, event, key: documentKey(event) };
  } catch (cause) {
    return { revision, hash, prevhash, cause };
  }
}

/** The documents that events change. */
export function touchedKeys(events: readonly ReadEvent[]): readonly EntityKey[] {
  return events.flatMap((read) => (read.event === undefined || read.key === undefined ? [] : [read.key]));
}

/**
 * Folds the events that follow a copy's revision without a gap, until one cannot be folded or does not continue the
 * chain of hashes. Those before it are skipped: the copy has them.
 *
 * @param copy with every document of {@link touchedKeys} that the account has
 */
export function foldStep(copy: StampedAccount, events: readonly ReadEvent[]): FoldedStep {
  const documents = new Map<string, EntityDocument>();
  for (const { document } of copy.documents) documents.set(documentName(document), document);
  const changed = new Map<string, { readonly key: EntityKey; readonly revision: bigint }>();
  let { revision: to, hash } = copy;
  let fault: FoldFault | undefined;
  let isContradicted = false;
  for (const read of events) {
    isContradicted = contradicts(read, { revision: to, hash });
    if (isContradicted) break;
    if (read.revision !== to + 1n) continue;
    try {
      const key = foldInto(documents, read);
      if (key !== undefined) changed.set(documentName(key), { key, revision: read.revision });
    } catch (cause) {
      fault = { revision: read.revision, cause };
      break;
    }
    to = read.revision;
    ({ hash } = read);
  }
  const step = stepOf({ from: copy.revision, to, hash }, changesOf(changed, documents));
  return { step, isContradicted, ...(fault === undefined ? {} : { fault }) };
}

function stepOf(
  { from, to, hash }: Pick<AccountAdvance, 'from' | 'to'> & { readonly hash: string | undefined },
  changes: Pick<AccountAdvance, 'puts' | 'removals'>,
): AccountAdvance {
  return { from, to, ...(hash === undefined ? {} : { hash }), ...changes };
}

type Changed = ReadonlyMap<string, { readonly key: EntityKey; readonly revision: bigint }>;

function changesOf(
  changed: Changed,
  documents: ReadonlyMap<string, EntityDocument>,
): Pick<AccountAdvance, 'puts' | 'removals'> {
  const after = Array.from(changed, ([name, change]) => ({ ...change, document: documents.get(name) }));
  const puts = after.flatMap(({ revision, document }) =>
    document === undefined ? [] : [{ revision, document }],
  );
  const removals = after.flatMap(({ key, document }) => (document === undefined ? [key] : []));
  return { puts, removals };
}

/** Whether an event cannot be of one chain with a place in it. Says nothing where the hash of the place is not known. */
function contradicts(
  read: ReadEvent,
  place: { readonly revision: bigint; readonly hash?: string | undefined },
): boolean {
  if (place.hash === undefined) return false;
  if (read.revision === place.revision) return read.hash !== place.hash;
  return read.revision === place.revision + 1n && read.prevhash !== place.hash;
}

/** @returns the key of the document that may have changed */
function foldInto(documents: Map<string, EntityDocument>, read: ReadEvent): EntityKey | undefined {
  if (read.event === undefined) throw read.cause;
  if (read.key === undefined) return undefined;
  const name = documentName(read.key);
  const document = evolve(documents.get(name), read.event);
  if (document === undefined) documents.delete(name);
  else documents.set(name, document);
  return read.key;
}
