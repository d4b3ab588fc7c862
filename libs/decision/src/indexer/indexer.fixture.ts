import type { StoredEvent } from '@grantlog/events';
import type { RandomHistory } from '../document-store/acceptance/random-history.fixture.js';
import { foldReadable } from '../in-memory-source.fixture.js';
import type { LogSnapshot } from '../replica/account-source.js';
import type { RebuildLog } from './rebuild-store.js';

/** The log of random histories. */
export class HistoryLog implements RebuildLog {
  /** Thrown by every call while it is set. */
  outage: Error | undefined;
  readonly calls = { read: 0, snapshot: 0 };

  constructor(private readonly histories: readonly RandomHistory[]) {}

  async accounts({ after = '', limit }: { after?: string; limit: number }): Promise<readonly string[]> {
    await this.#answering();
    const all = this.histories.map(({ account }) => account).sort();
    return all.filter((account) => account > after).slice(0, limit);
  }

  async read(
    account: string,
    { afterRevision, limit }: { afterRevision: bigint; limit: number },
  ): Promise<readonly StoredEvent[]> {
    this.calls.read += 1;
    await this.#answering();
    return this.#events(account).slice(Number(afterRevision), Number(afterRevision) + limit);
  }

  async snapshot(account: string): Promise<LogSnapshot | undefined> {
    this.calls.snapshot += 1;
    const events = [...this.#events(account)];
    await this.#answering();
    return events.length === 0 ? undefined : foldReadable(events);
  }

  async #answering(): Promise<void> {
    await Promise.resolve();
    if (this.outage !== undefined) throw this.outage;
  }

  #events(account: string): readonly StoredEvent[] {
    return this.histories.find((history) => history.account === account)?.events ?? [];
  }
}
