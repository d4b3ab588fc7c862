import type { EntityDocument } from '@grantlog/account-state';
import type { DocumentStore, ScannedAccount, StampedDocument } from '../document-store/document-store.js';
import { documentName } from '../document-store/document-name.js';
import { fold, type InMemorySource } from '../in-memory-source.fixture.js';

/** The copy of an account that was made at a revision. */
export function copyAt(source: InMemorySource, account: string, revision: number): ScannedAccount {
  return copyDuring(source, account, { from: revision, until: revision });
}

/**
 * What a reader of the store sees who begins at one revision and ends at another: each document as it is at a revision
 * between them.
 *
 * @param choose a revision between two, for each document
 */
export function copyDuring(
  source: InMemorySource,
  account: string,
  { from, until }: { from: number; until: number },
  choose: (from: number, until: number) => number = (first) => first,
): ScannedAccount {
  const events = source.events(account);
  const at = (revision: number) => fold(events.slice(0, revision)).documents;
  const names = new Set<string>();
  for (let revision = from; revision <= until; revision += 1) {
    for (const document of at(revision)) names.add(documentName(document));
  }
  const documents = [...names].flatMap((name): readonly StampedDocument[] => {
    const revision = choose(from, until);
    const document = at(revision).find((each: EntityDocument) => documentName(each) === name);
    return document === undefined ? [] : [{ revision: BigInt(revision), document }];
  });
  const hash = events[until - 1]?.hash;
  return { from: BigInt(from), until: BigInt(until), ...(hash === undefined ? {} : { hash }), documents };
}

/** A store that holds what a spec puts there. */
export class ScriptedStore implements Pick<DocumentStore, 'scan'> {
  /** What is seen by each scan in turn, and the last of it by all later ones. */
  readonly scans = new Map<string, (ScannedAccount | undefined)[]>();
  outage: Error | undefined;
  calls = 0;

  put(account: string, ...scans: (ScannedAccount | undefined)[]): void {
    this.scans.set(account, scans);
  }

  async scan(account: string): Promise<ScannedAccount | undefined> {
    this.calls += 1;
    await Promise.resolve();
    if (this.outage !== undefined) throw this.outage;
    const scans = this.scans.get(account) ?? [];
    return scans.length > 1 ? scans.shift() : scans[0];
  }
}
