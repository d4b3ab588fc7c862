import { setTimeout as delay } from 'node:timers/promises';
import { openClient, type RedisClient } from './redis-client.js';
import type { RedisPlace } from './redis-place.js';
import { within } from './within.js';

const openTimeoutMs = 4_000;
/** A younger connection is kept when it does not answer: another one would find the same server. */
const youthMs = 5_000;
const retryMs = { first: 50, most: 2_000 };

/** Connects again whenever the connection is lost or given up, for ever, and waits longer after each failure. */
export class KeptConnection {
  /** Resolves when the first attempt has succeeded or failed. */
  readonly firstAttempt: Promise<unknown>;
  readonly #ended = new AbortController();
  readonly #keeping: Promise<void>;
  #client: RedisClient | undefined;
  #openedAt = 0;
  #giveUp: () => void = () => undefined;

  constructor(private readonly place: RedisPlace) {
    this.firstAttempt = this.#open();
    this.#keeping = this.#keep();
  }

  /** The open connection, or `undefined` between two of them. */
  get client(): RedisClient | undefined {
    return this.#client;
  }

  /** Says that the connection did not answer. */
  distrust(client: RedisClient): void {
    if (client === this.#client && performance.now() - this.#openedAt > youthMs) this.#giveUp();
  }

  async close(): Promise<void> {
    this.#ended.abort();
    this.#giveUp();
    await this.#keeping;
  }

  async #keep(): Promise<void> {
    await this.firstAttempt;
    for (let failures = 0; !this.#isEnded(); failures += 1) {
      if (this.#client !== undefined) {
        await this.#useWhileItLasts(this.#client);
        failures = 0;
      }
      const pauseMs = Math.min(retryMs.first * 2 ** failures, retryMs.most);
      await delay(pauseMs, undefined, { signal: this.#ended.signal }).catch(() => undefined);
      if (!this.#isEnded()) await this.#open();
    }
    this.#client?.destroy();
  }

  async #useWhileItLasts(client: RedisClient): Promise<void> {
    const givenUp = new Promise<void>((resolve) => (this.#giveUp = resolve));
    if (!this.#isEnded()) await Promise.race([client.lost, givenUp]);
    this.#client = undefined;
    client.destroy();
  }

  #isEnded(): boolean {
    return this.#ended.signal.aborted;
  }

  async #open(): Promise<void> {
    const attempt = new AbortController();
    try {
      this.#client = await within(openTimeoutMs, openClient(this.place, attempt.signal));
      this.#openedAt = performance.now();
    } catch (error) {
      attempt.abort();
      this.place.onError(error);
    }
  }
}
