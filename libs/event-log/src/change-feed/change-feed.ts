import type { StoredEvent } from '@grantlog/events';

/**
 * Events of one account, dense among themselves and in revision order. What a feed delivers may come twice, late, or
 * with a gap before it. A listener does not throw: what it throws is reported, and the events count as delivered.
 */
export type ChangeListener = (account: string, events: readonly StoredEvent[]) => void;

/**
 * Like a {@link ChangeListener}; the delivery counts as taken when it resolves, and comes again, after a pause, when it
 * rejects. Accounts do not wait for each other's handlers, except that those of one delivery are taken together.
 */
export type ChangeHandler = (account: string, events: readonly StoredEvent[]) => Promise<void>;

/** A running subscription. */
export interface Subscription {
  /**
   * Whether changes arrive and are taken now, as far as the engine knows; a lost connection shows after 3 seconds at
   * the latest. For readiness and metrics.
   */
  readonly isConnected: boolean;
  /** Ends it after the handlers that run; no listener is called after it resolves. */
  stop(): Promise<void>;
}

/** Port: carries committed events from whoever records them to everybody who follows. */
export interface ChangeFeed {
  /**
   * Hands over events of one or more accounts, each account's in revision order. Resolves when they are carried
   * durably; answers or fails within 10 seconds. Publications of one account that run at the same time have no order.
   *
   * @throws ChangeFeedUnavailableError: some, all or none of them may arrive, now or later; publish them again.
   */
  publish(events: readonly StoredEvent[]): Promise<void>;
  /**
   * Calls the listener with everything that is published after the promise resolves. Every follower gets every event.
   * A follower that loses its connection finds it again by itself; what was published meanwhile is delivered then.
   *
   * @throws ChangeFeedUnavailableError when the feed cannot be reached to begin with; call again.
   */
  follow(listener: ChangeListener): Promise<Subscription>;
  /**
   * Shares everything that is published among all who use the same group name: one account's events go to one member at
   * a time, in order, and to another member when it leaves. A group goes on where it was, also after all members left;
   * one that nobody has used before begins with the oldest event that the feed still has.
   *
   * @throws ChangeFeedUnavailableError when the feed cannot be reached to begin with; call again.
   */
  share(group: string, handler: ChangeHandler): Promise<Subscription>;
  /** Stops every subscription and releases the engine. */
  close(): Promise<void>;
}

/** The feed cannot carry changes now. The message is neutral; the cause goes to the engine's `onError`. */
export class ChangeFeedUnavailableError extends Error {
  override readonly name = 'ChangeFeedUnavailableError';

  constructor(message = 'the change feed is not available, try again') {
    super(message);
  }
}
