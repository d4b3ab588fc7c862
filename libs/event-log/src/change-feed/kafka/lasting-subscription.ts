import { setTimeout as sleep } from 'node:timers/promises';
import type { Subscription } from '../change-feed.js';
import { ChangeFeedUnavailableError } from '../change-feed.js';
import type { ConsumerSession } from './consumer-session.js';

const firstPauseMs = 100;
const longestPauseMs = 2_000;

/** What a subscription is made of. */
export interface SubscriptionParts {
  /** Begins a session where the one before it ended; the signal ends it. */
  readonly open: (signal: AbortSignal) => Promise<ConsumerSession>;
  readonly onError: (error: unknown) => void;
  /** Whether what arrives is taken. */
  readonly isTaking?: () => boolean;
  /** Called when it has ended. */
  readonly onStop?: () => Promise<void>;
}

/** A subscription that outlives its sessions: when one breaks, it begins another, until it is stopped. */
export class LastingSubscription implements Subscription {
  #session: ConsumerSession;
  readonly #keeping: Promise<void>;
  #stopped: Promise<void> | undefined;
  #lastTold = '';

  private constructor(
    private readonly parts: SubscriptionParts,
    first: ConsumerSession,
    private readonly stopping: AbortController,
  ) {
    this.#session = first;
    this.#keeping = this.keep();
  }

  /** @throws ChangeFeedUnavailableError when its first session cannot begin */
  static async start(parts: SubscriptionParts): Promise<LastingSubscription> {
    const stopping = new AbortController();
    try {
      return new LastingSubscription(parts, await parts.open(stopping.signal), stopping);
    } catch (error) {
      parts.onError(error);
      throw new ChangeFeedUnavailableError();
    }
  }

  get isConnected(): boolean {
    return this.#session.isConnected && (this.parts.isTaking?.() ?? true);
  }

  stop(): Promise<void> {
    this.#stopped ??= this.end();
    return this.#stopped;
  }

  private async end(): Promise<void> {
    this.stopping.abort();
    await this.#session.leave();
    await this.#keeping;
    await this.parts.onStop?.();
  }

  private async keep(): Promise<void> {
    while (!this.isStopping()) {
      const reason = await this.#session.ended;
      if (this.isStopping()) return;
      this.tell(reason);
      await this.#session.leave();
      await this.reopen();
    }
  }

  private async reopen(): Promise<void> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
      // Stopping ends the pause.
      await sleep(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.isStopping()) return;
      try {
        this.#session = await this.parts.open(this.stopping.signal);
        this.#lastTold = '';
        return;
      } catch (error) {
        if (!this.isStopping()) this.tell(error);
      }
    }
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  /** An outage fails the same way every time: it is told once. */
  private tell(error: unknown): void {
    const message = String(error);
    if (message === this.#lastTold) return;
    this.#lastTold = message;
    this.parts.onError(error);
  }
}
