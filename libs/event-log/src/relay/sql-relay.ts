import type { ChangeFeed } from '../change-feed/change-feed.js';
import { ChangeFeedUnavailableError } from '../change-feed/change-feed.js';
import type { SqlDriver } from '../engines/sql/sql-driver.js';
import type { EventLog } from '../event-log.js';
import { LogUnavailableError } from '../log-unavailable-error.js';
import { claimAccounts, markPublished, measureBacklog, readClaimed } from './backlog-queries.js';
import { Bell } from './bell.js';
import type { Relay, RelayProgress } from './relay.js';

/** How often a relay looks for what other processes have committed. */
const pollMs = 1_000;
/** How long a relay rests after its first failure; twice as long after each further one. */
const firstRestMs = 100;
const longestRestMs = 2_000;
/** How many passes run at the same time, on different accounts: one reads while the other publishes. */
export const lanes = 2;

/** What a relay works with. */
export interface RelayParts {
  /** The database of the log, closed when the relay stops; one session for each of the {@link lanes} is in use. */
  readonly driver: SqlDriver;
  /** Whose commits wake the relay: the log of this process. */
  readonly log: Pick<EventLog, 'subscribe'>;
  readonly feed: Pick<ChangeFeed, 'publish'>;
  readonly clock: () => Date;
  /** Told about what is neither a failure of the log nor of the feed: those were told to their own listeners. */
  readonly onError: (error: unknown) => void;
}

/** A relay on any engine that speaks PostgreSQL's language. Its locks are the database's: they end with the pass. */
export class SqlRelay implements Relay {
  readonly #bell = new Bell();
  readonly #running: Promise<unknown>;
  readonly #unsubscribe: () => void;
  #published = 0;
  #failures = 0;
  #isStopped = false;
  #stopped: Promise<void> | undefined;

  constructor(private readonly parts: RelayParts) {
    this.#unsubscribe = parts.log.subscribe(() => {
      this.#bell.ring();
    });
    this.#running = Promise.all(Array.from({ length: lanes }, () => this.run()));
  }

  get published(): number {
    return this.#published;
  }

  get isDelivering(): boolean {
    return this.#failures === 0;
  }

  async progress(): Promise<RelayProgress> {
    const { accounts, events, since } = await measureBacklog(this.parts.driver);
    const ageMs = since === undefined ? 0 : this.parts.clock().getTime() - since.getTime();
    return { accountsBehind: accounts, eventsBehind: events, oldestSeconds: Math.max(0, ageMs / 1000) };
  }

  stop(): Promise<void> {
    this.#stopped ??= this.end();
    return this.#stopped;
  }

  private async end(): Promise<void> {
    this.#isStopped = true;
    this.#unsubscribe();
    this.#bell.close();
    await this.#running;
    await this.parts.driver.close();
  }

  private async run(): Promise<void> {
    while (!this.#isStopped) {
      const heard = this.#bell.rings;
      try {
        const { published, isBehind } = await this.turn();
        if (published > 0 || !isBehind) this.#failures = 0;
        if (published === 0) await this.#bell.next(heard, pollMs);
      } catch (error) {
        await this.rest(error);
      }
    }
  }

  /** Looks once at every account that is behind; other relays and lanes may have them. */
  private async turn(): Promise<{ readonly published: number; readonly isBehind: boolean }> {
    let published = 0;
    let isBehind = false;
    let after: string | undefined = '';
    while (after !== undefined && !this.#isStopped) {
      const pass: Pass = await this.pass(after);
      published += pass.published;
      this.#published += pass.published;
      isBehind ||= pass.isBehind;
      after = pass.next;
    }
    return { published, isBehind };
  }

  private pass(after: string): Promise<Pass> {
    const { driver, feed } = this.parts;
    return driver.transaction(async (session) => {
      const { last, isEnd, claimed } = await claimAccounts(session, after);
      const isBehind = last !== undefined;
      if (claimed.length === 0) return { published: 0, isBehind, next: isEnd ? undefined : last };
      const events = await readClaimed(session, claimed);
      await feed.publish(events);
      await markPublished(session, new Map(events.map(({ account, revision }) => [account, revision])));
      return { published: events.length, isBehind, next: events.at(-1)?.account };
    });
  }

  private async rest(error: unknown): Promise<void> {
    if (!isTold(error)) this.parts.onError(error);
    this.#failures += 1;
    // A commit does not cut the rest short: the feed would be asked a thousand times a second while it is down.
    await this.#bell.closedWithin(Math.min(longestRestMs, firstRestMs * 2 ** (this.#failures - 1)));
  }
}

function isTold(error: unknown): boolean {
  return error instanceof LogUnavailableError || error instanceof ChangeFeedUnavailableError;
}

interface Pass {
  readonly published: number;
  /** Whether it found accounts that are behind, its own or others'. */
  readonly isBehind: boolean;
  /** Where the next pass of the turn begins, after this account; `undefined` ends the turn. */
  readonly next: string | undefined;
}
