import type { StoredEvent } from '@grantlog/events';
import type { ChangeFeed, ChangeHandler, ChangeListener, Subscription } from '../change-feed.js';
import { ChangeFeedUnavailableError } from '../change-feed.js';
import { denseRuns } from '../dense-runs.js';
import type { Member } from './shared-queue.js';
import { SharedQueue } from './shared-queue.js';

/** What an in-process feed may be told. */
export interface InProcessFeedOptions {
  /** Told what a listener or handler threw. */
  readonly onError: (error: unknown) => void;
}

/** Nobody would see it otherwise: what a listener throws ends the process. */
const throwUncaught = (error: unknown): void => {
  queueMicrotask(() => {
    throw error;
  });
};

/** A feed whose publishers and followers live in this process; nothing of it outlives the process. */
export function inProcessFeed({ onError }: InProcessFeedOptions = { onError: throwUncaught }): ChangeFeed {
  return new InProcessFeed(onError);
}

class InProcessFeed implements ChangeFeed {
  readonly #followers = new Set<ChangeListener>();
  readonly #groups = new Map<string, SharedQueue>();
  readonly #members = new Set<Member>();
  #isClosed = false;

  constructor(private readonly onError: (error: unknown) => void) {}

  publish(events: readonly StoredEvent[]): Promise<void> {
    if (this.#isClosed) return Promise.reject(new ChangeFeedUnavailableError());
    for (const run of denseRuns(events)) {
      for (const listener of this.#followers) {
        try {
          listener(run.account, run.events);
        } catch (error) {
          this.onError(error);
        }
      }
      for (const group of this.#groups.values()) group.add(run);
    }
    return Promise.resolve();
  }

  follow(listener: ChangeListener): Promise<Subscription> {
    if (this.#isClosed) return Promise.reject(new ChangeFeedUnavailableError());
    // Of its own, so that the same function may follow twice.
    const own: ChangeListener = (account, events) => {
      listener(account, events);
    };
    this.#followers.add(own);
    const followers = this.#followers;
    return Promise.resolve({
      get isConnected() {
        return followers.has(own);
      },
      stop: () => {
        followers.delete(own);
        return Promise.resolve();
      },
    });
  }

  share(name: string, handler: ChangeHandler): Promise<Subscription> {
    if (this.#isClosed) return Promise.reject(new ChangeFeedUnavailableError());
    const group = this.#groups.get(name) ?? new SharedQueue(this.onError);
    this.#groups.set(name, group);
    const member = group.join(handler);
    this.#members.add(member);
    return Promise.resolve(member);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#followers.clear();
    await Promise.all([...this.#members].map((member) => member.stop()));
  }
}
