import type { AccountSource, LogHead } from './account-source.js';
import type { Timer } from './timer.js';
import { within } from './within.js';

/** After how long the log counts as not answering. */
const headTimeoutMs = 1_000;

/**
 * Asks the log for its heads on behalf of many callers. One read runs at a time; who asks meanwhile shares the next
 * one, so that every answer comes from a read that began after its caller asked.
 */
export class HeadReads {
  readonly #source: AccountSource;
  readonly #timer: Timer;
  #running: Promise<unknown> = Promise.resolve();
  #asked = new Set<string>();
  #next: Promise<ReadonlyMap<string, LogHead>> | undefined;
  /** Reads that the log did not answer. */
  failures = 0;

  constructor(source: AccountSource, timer: Timer) {
    this.#source = source;
    this.#timer = timer;
  }

  /**
   * The newest events of those accounts that have events; other accounts may be in the answer too.
   *
   * @throws what the source throws, NoAnswerError when it takes longer than a second.
   */
  read(accounts: Iterable<string>): Promise<ReadonlyMap<string, LogHead>> {
    for (const account of accounts) this.#asked.add(account);
    return (this.#next ??= this.#readNext());
  }

  async #readNext(): Promise<ReadonlyMap<string, LogHead>> {
    await this.#running;
    const asked = [...this.#asked];
    this.#asked = new Set();
    this.#next = undefined;
    const read = within(this.#timer, headTimeoutMs, this.#source.heads(asked));
    this.#running = read.catch(() => (this.failures += 1));
    return read;
  }
}
