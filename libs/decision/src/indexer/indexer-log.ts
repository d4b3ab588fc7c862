import type { StoredEvent } from '@grantlog/events';
import type { AccountSnapshot } from '../account-index/account-index.js';

/** What is needed of the log to write the document store: a reader of the event log fits. */
export interface IndexerLog {
  /** Events after a revision (exclusive), dense and in order; empty at the head. `limit` 1..1000. */
  read(
    account: string,
    range: { readonly afterRevision: bigint; readonly limit: number },
  ): Promise<readonly StoredEvent[]>;
  /** Every document at the head, or `undefined` for an account that has no events. */
  snapshot(account: string): Promise<AccountSnapshot | undefined>;
}
