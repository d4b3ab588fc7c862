import type { StoredEvent } from '@grantlog/events';

/**
 * Events of one account, dense among themselves and in revision order. What a feed delivers may come twice, late, or
 * with a gap before it.
 */
export type ChangeListener = (account: string, events: readonly StoredEvent[]) => void;

/** Like a {@link ChangeListener}; the delivery counts as taken when it resolves, and comes again when it rejects. */
export type ChangeHandler = (account: string, events: readonly StoredEvent[]) => Promise<void>;

/** A running subscription. */
export interface Subscription {
  /** Whether changes arrive now, as far as the engine knows: for readiness and metrics. */
  readonly isConnected: boolean;
  /** Ends it; no listener is called after it resolves. */
  stop(): Promise<void>;
}

/** Port: carries committed events from whoever records them to everybody who follows. */
export interface ChangeFeed {
  /**
   * Hands over events of one or more accounts, each account's dense and in revision order. Resolves when they are
   * carried durably.
   *
   * @throws ChangeFeedUnavailableError: some, all or none of them may arrive; publish them again.
   */
  publish(events: readonly StoredEvent[]): Promise<void>;
  /**
   * Calls the listener with everything that is published after the promise resolves. Every follower gets every event.
   * A follower that loses its connection finds it again by itself; what was published meanwhile is delivered then.
   */
  follow(listener: ChangeListener): Promise<Subscription>;
  /**
   * Shares everything that is published among all who use the same group name: one account's events go to one member at
   * a time, in order, and to another member when it leaves. A group goes on where it was, also after all members left.
   */
  share(group: string, handler: ChangeHandler): Promise<Subscription>;
  /** Stops every subscription and releases the engine. */
  close(): Promise<void>;
}

/** The feed cannot carry changes now. The message is neutral; the cause is for the log. */
export class ChangeFeedUnavailableError extends Error {
  override readonly name = 'ChangeFeedUnavailableError';
}
