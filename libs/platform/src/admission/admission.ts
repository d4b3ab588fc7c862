import { EdgeError } from '@grantlog/contract';
import { fairLevel } from './fair-level.js';

/** Work that waits longer than this for the event loop, again and again, means that more comes in than is done. */
const targetDelayMs = 50;
/** A window ends after this time and this many looks at the delay, so that one long pause alone is no overload. */
const windowMs = 100;
const windowLooks = 2;
/** What is let in under overload, beside what was done in the window before; and how it recovers. */
const backOff = 0.8;
const recovery = 1.25;
/** To refuse costs time too: where that does not make the queue shorter, to refuse more would only answer fewer. */
const leastPart = 0.5;
/** So few calls take a quarter of a window and are no queue, though a process that has just started takes long for them. */
const leastCalls = 256;
/** What so many items of a batch cost, one call costs. */
const itemsPerCall = 16;
const forgetting = 0.999;
/** Windows in which nobody had to be refused, after which nothing is held back any more. */
const calmWindows = 10;

/**
 * Sheds calls while the process cannot keep up, so that those it takes are answered in time. Nothing is refused until
 * work has waited over 50 ms for a whole window (CoDel's rule, RFC 8289: a standing queue is one whose least delay
 * stays high). Then fewer calls are let in, window by window, until it waits less; after that more again. What is let
 * in is shared fairly: an account that asks for less than its share is not refused, whatever others do.
 *
 * Cost of a call: one look into a map.
 */
export class Admission {
  readonly #clock: () => number;
  /** Calls of each account in this window, refused ones too. */
  #calls = new Map<string, number>();
  #windowStartMs: number;
  /** Calls that were let in in this window, with what their items cost. */
  #done = 0;
  #hasRefused = false;
  #looks = 0;
  #leastDelayMs = Infinity;
  /** Calls per millisecond that are let in; Infinity: nothing is held back. */
  #rate = Infinity;
  /** The most that was done in one window of about the last minute, in calls per millisecond. */
  #fullRate = 0;
  /** How many calls each account has in this window. */
  #level = Infinity;
  #calm = 0;
  #shed = 0;
  #lastDelayMs = 0;

  /** @param clock milliseconds since anything, never going back */
  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#windowStartMs = clock();
  }

  /** The least delay of the last complete window, in milliseconds. */
  get queueDelayMs(): number {
    return this.#lastDelayMs;
  }

  /** Whether calls may be refused now. */
  get isShedding(): boolean {
    return this.#rate !== Infinity;
  }

  /** Calls refused since the process started. */
  get shed(): number {
    return this.#shed;
  }

  /**
   * Returns when a call of the account may be carried out.
   *
   * @param calls how many single decisions it costs as much as
   * @throws EdgeError `too_many_requests`
   */
  admit(account: string, calls = 1): void {
    const before = this.#calls.get(account) ?? 0;
    this.#calls.set(account, before + calls);
    if (before < this.#level) {
      this.#done += calls;
      return;
    }
    this.#hasRefused = true;
    this.#shed += 1;
    throw tooManyRequests;
  }

  /** A call of the account turned out to have so many items: it counts as several calls. */
  charge(account: string, items: number): void {
    const calls = items / itemsPerCall;
    this.#calls.set(account, (this.#calls.get(account) ?? 0) + calls);
    this.#done += calls;
  }

  /** Told about every 10 ms how late the event loop is. */
  looked(delayMs: number): void {
    this.#looks += 1;
    this.#leastDelayMs = Math.min(this.#leastDelayMs, delayMs);
    const now = this.#clock();
    const elapsedMs = now - this.#windowStartMs;
    if (elapsedMs < windowMs || this.#looks < windowLooks) return;
    this.#endWindow(elapsedMs);
    this.#windowStartMs = now;
    this.#looks = 0;
    this.#done = 0;
    this.#hasRefused = false;
    this.#lastDelayMs = this.#leastDelayMs;
    this.#leastDelayMs = Infinity;
    this.#calls = new Map();
  }

  #endWindow(elapsedMs: number): void {
    const isOverloaded = this.#leastDelayMs > targetDelayMs;
    const doneRate = this.#done / elapsedMs;
    this.#fullRate = Math.max(this.#fullRate * forgetting, doneRate);
    if (!isOverloaded && !this.isShedding) return;
    if (isOverloaded) this.#backOff(doneRate);
    else this.#recover();
    const capacity = Math.max(this.#rate * elapsedMs, leastCalls);
    // Every account gets something, or the few would wait for ever beside the many.
    this.#level = Math.max(1, fairLevel([...this.#calls.values()], capacity));
  }

  #backOff(doneRate: number): void {
    this.#calm = 0;
    // While the queue gets shorter, what is let in is little enough already.
    if (this.#leastDelayMs < this.#lastDelayMs) return;
    this.#rate = Math.max(Math.min(this.#rate, doneRate) * backOff, this.#fullRate * leastPart);
  }

  #recover(): void {
    this.#calm = this.#hasRefused ? 0 : this.#calm + 1;
    this.#rate = this.#calm < calmWindows ? this.#rate * recovery : Infinity;
  }
}

/** Made once: under overload nothing may be spent on stack traces. */
const tooManyRequests = new EdgeError(
  'too_many_requests',
  'the service has more to do than it can; wait a second and try again',
);
