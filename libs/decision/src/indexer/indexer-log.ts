import type { StoredEvent } from '@grantlog/events';
import type { LogSnapshot } from '../replica/account-source.js';

/** What is needed of the log to write the document store: a reader of the event log fits. */
export interface IndexerLog {
  /** Events after a revision (exclusive), dense and in order; empty at the head. `limit` 1..1000. */
  read(
    account: string,
    range: { readonly afterRevision: bigint; readonly limit: number },
  ): Promise<readonly StoredEvent[]>;
  /** Every document at the head, or before what cannot be read; `undefined` for an account that has no events. */
  snapshot(account: string): Promise<LogSnapshot | undefined>;
}
