import { documentKey, type EntityDocument, evolve } from '@grantlog/account-state';
import { type StoredEvent, toEnvelope, upcast } from '@grantlog/events';
import type { AccountSnapshot } from '../account-index/account-index.js';
import { documentName } from './document-name.js';
import type { ScannedAccount, StampedDocument } from './document-store.js';

/**
 * Makes the account at one revision of what a scan saw, by applying to each document the events that are newer than its
 * stamp. An event about a document that is not there and that does not create it changes nothing: the document is
 * deleted later in the range.
 *
 * @param scanned what the store saw; it is not changed
 * @param events those after `scanned.from` (exclusive) until `scanned.until`, dense and in order; more after it move
 * the account further
 * @throws RangeError when an event of the range is missing
 * @throws what the fold throws for an event that it cannot read
 */
export function warmAccount(scanned: ScannedAccount, events: readonly StoredEvent[]): AccountSnapshot {
  const documents = new Map<string, StampedDocument>();
  for (const stamped of scanned.documents) documents.set(documentName(stamped.document), stamped);
  let revision = scanned.from;
  let { hash } = scanned;
  for (const event of events) {
    if (event.revision <= scanned.from) continue;
    if (event.revision !== revision + 1n) throw new RangeError(`revision ${revision + 1n} is missing`);
    apply(documents, event);
    ({ revision, hash } = event);
  }
  if (revision < scanned.until) throw new RangeError(`revision ${revision + 1n} is missing`);
  return {
    revision,
    ...(hash === undefined ? {} : { hash }),
    documents: Array.from(documents.values(), ({ document }) => document),
  };
}

function apply(documents: Map<string, StampedDocument>, stored: StoredEvent): void {
  const event = upcast(toEnvelope(stored));
  const key = documentKey(event);
  if (key === undefined) return;
  const name = documentName(key);
  const before = documents.get(name);
  if (before !== undefined && before.revision >= event.revision) return;
  const document: EntityDocument | undefined = evolve(before?.document, event);
  if (document === undefined) documents.delete(name);
  else documents.set(name, { revision: event.revision, document });
}
