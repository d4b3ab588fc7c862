import type { ChangeFeed, ChangeHandler, ChangeListener, Subscription } from '@grantlog/event-log';

const firstPauseMs = 500;
const longestPauseMs = 10_000;

/**
 * Subscriptions to a feed that may be down when the process starts: each is tried again, with growing pauses, until it
 * holds. Once it does, the feed itself finds lost connections again.
 */
export class FeedConnection {
  readonly #feed: ChangeFeed;
  readonly #onError: (error: unknown) => void;
  readonly #wanted: Connecting[] = [];

  constructor(feed: ChangeFeed, onError: (error: unknown) => void) {
    this.#feed = feed;
    this.#onError = onError;
  }

  /** Whether every subscription holds and is connected now. */
  get isConnected(): boolean {
    return this.#wanted.every((each) => each.subscription?.isConnected === true);
  }

  /** Calls the listener with every change from the moment the feed can be reached; returns how to stop. */
  follow(listener: ChangeListener): () => void {
    return this.#want(() => this.#feed.follow(listener));
  }

  /** Takes this process's share of a group's changes; returns how to stop. */
  share(group: string, handler: ChangeHandler): () => void {
    return this.#want(() => this.#feed.share(group, handler));
  }

  /** Ends every subscription and releases the feed. */
  async close(): Promise<void> {
    for (const each of this.#wanted) each.stop();
    await this.#feed.close();
  }

  #want(subscribe: () => Promise<Subscription>): () => void {
    const connecting = new Connecting(subscribe, this.#onError);
    this.#wanted.push(connecting);
    connecting.tryNow();
    return () => {
      connecting.stop();
    };
  }
}

/** One subscription that is wanted, and held as soon as the feed can be reached. */
class Connecting {
  subscription: Subscription | undefined;
  #isStopped = false;
  #pauseMs = firstPauseMs;
  #retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly subscribe: () => Promise<Subscription>,
    private readonly onError: (error: unknown) => void,
  ) {}

  tryNow(): void {
    this.subscribe().then(
      (subscription) => {
        if (this.#isStopped) this.#end(subscription);
        else this.subscription = subscription;
      },
      (error: unknown) => {
        this.onError(error);
        this.#tryLater();
      },
    );
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    if (this.subscription !== undefined) this.#end(this.subscription);
  }

  #tryLater(): void {
    if (this.#isStopped) return;
    this.#retry = setTimeout(() => {
      this.tryNow();
    }, this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }

  #end(subscription: Subscription): void {
    subscription.stop().catch(this.onError);
  }
}
