import { repeat } from './repeat.js';
import type { Replica } from './replica.js';
import { processTimer, type Timer } from './timer.js';

const everyMs = 2_000;

/** What an {@link AntiEntropy} needs besides the replica. */
export interface AntiEntropyParts {
  readonly onFailure: (cause: unknown) => void;
  readonly timer?: Timer;
}

/**
 * Compares all loaded accounts with the log every two seconds, so that they are not older than that and one read,
 * whatever the feed loses, as long as the log can be read.
 */
export class AntiEntropy {
  readonly #replica: Replica;
  readonly #onFailure: (cause: unknown) => void;
  readonly #timer: Timer;
  #stop: (() => void) | undefined;
  /** Comparisons that the log answered, and those that it did not. */
  readonly counts = { done: 0, failed: 0 };

  constructor(replica: Replica, { onFailure, timer = processTimer }: AntiEntropyParts) {
    this.#replica = replica;
    this.#onFailure = onFailure;
    this.#timer = timer;
  }

  /** Begins; the first comparison is two seconds from now. */
  start(): void {
    this.#stop ??= repeat(this.#timer, everyMs, () => this.#compare());
  }

  /** Ends; a comparison that runs still ends by itself. */
  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  async #compare(): Promise<void> {
    try {
      await this.#replica.compareWithLog();
      this.counts.done += 1;
    } catch (error) {
      this.counts.failed += 1;
      this.#onFailure(error);
    }
  }
}
