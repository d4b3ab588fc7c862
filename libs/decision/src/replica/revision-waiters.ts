import type { Timer } from './timer.js';

interface Waiter {
  readonly revision: bigint;
  readonly end: () => void;
}

/** Everybody who waits for a revision of one account. */
export class RevisionWaiters {
  readonly #timer: Timer;
  readonly #waiters = new Set<Waiter>();

  constructor(timer: Timer) {
    this.#timer = timer;
  }

  /** How many wait. */
  get size(): number {
    return this.#waiters.size;
  }

  /** Resolves when the revision is reached, when nothing more can come, or after the time, whichever is first. */
  wait(revision: bigint, delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#timer(delayMs, () => {
        waiter.end();
      });
      const waiter: Waiter = {
        revision,
        end: () => {
          this.#waiters.delete(waiter);
          cancel();
          resolve();
        },
      };
      this.#waiters.add(waiter);
    });
  }

  /** Wakes those whose revision is reached. */
  reached(revision: bigint): void {
    for (const waiter of this.#waiters) if (waiter.revision <= revision) waiter.end();
  }

  /** Wakes everybody: nothing more will come. */
  endAll(): void {
    for (const waiter of this.#waiters) waiter.end();
  }
}
