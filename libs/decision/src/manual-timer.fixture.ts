import type { Timer } from './replica/timer.js';

/** A timer whose time passes when a spec says so. */
export class ManualTimer {
  nowMs = Date.parse('2026-11-24T15:00:00.000Z');
  readonly #pending = new Set<{ readonly at: number; readonly callback: () => void }>();

  readonly timer: Timer = (delayMs, callback) => {
    const entry = { at: this.nowMs + delayMs, callback };
    this.#pending.add(entry);
    return () => this.#pending.delete(entry);
  };

  readonly clock = (): Date => new Date(this.nowMs);

  get pending(): number {
    return this.#pending.size;
  }

  pass(ms: number): void {
    this.nowMs += ms;
    for (const entry of this.#pending) {
      if (entry.at > this.nowMs) continue;
      this.#pending.delete(entry);
      entry.callback();
    }
  }
}

/** Lets everything run that only waits for its turn. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
