import type { EventLogReader } from '@grantlog/event-log';
import { LogUnavailableError } from '@grantlog/event-log';

/**
 * A log that may be out of reach when the process starts: it is opened by the first call that finds it there. Until
 * then every call fails as it would for a log that is down.
 */
export class LateReader implements EventLogReader {
  readonly #open: () => Promise<EventLogReader>;
  #reader: Promise<EventLogReader> | undefined;
  #isClosed = false;

  /** @param logId the log that is meant; a database with another one is refused */
  constructor(
    readonly logId: string,
    open: () => Promise<EventLogReader>,
  ) {
    this.#open = open;
  }

  firstAccount: EventLogReader['firstAccount'] = async () => (await this.#opened()).firstAccount();
  head: EventLogReader['head'] = async (...asked) => (await this.#opened()).head(...asked);
  heads: EventLogReader['heads'] = async (...asked) => (await this.#opened()).heads(...asked);
  accounts: EventLogReader['accounts'] = async (...asked) => (await this.#opened()).accounts(...asked);
  at: EventLogReader['at'] = async (...asked) => (await this.#opened()).at(...asked);
  read: EventLogReader['read'] = async (...asked) => (await this.#opened()).read(...asked);
  snapshot: EventLogReader['snapshot'] = async (...asked) => (await this.#opened()).snapshot(...asked);
  firstUnreadable: EventLogReader['firstUnreadable'] = async (...asked) =>
    (await this.#opened()).firstUnreadable(...asked);
  publicSigningKeys: EventLogReader['publicSigningKeys'] = async () =>
    (await this.#opened()).publicSigningKeys();

  async close(): Promise<void> {
    this.#isClosed = true;
    const reader = await this.#reader?.catch(() => undefined);
    await reader?.close();
  }

  #opened(): Promise<EventLogReader> {
    if (this.#isClosed) return Promise.reject(new LogUnavailableError('the event log is closed'));
    this.#reader ??= this.#openOnce().catch((error: unknown) => {
      this.#reader = undefined;
      throw error;
    });
    return this.#reader;
  }

  async #openOnce(): Promise<EventLogReader> {
    const reader = await this.#open();
    if (reader.logId === this.logId) return reader;
    await reader.close();
    throw new LogUnavailableError(
      `the database holds the log ${reader.logId}, this process follows ${this.logId}; restart it to change over`,
    );
  }
}
