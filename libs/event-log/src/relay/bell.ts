/** Wakes who waits for work. A ring while nobody waits is not lost: who comes says up to which ring it has heard. */
export class Bell {
  #rings = 0;
  #isClosed = false;
  readonly #waiting = new Set<() => void>();
  readonly #resting = new Set<() => void>();

  /** How often it rang. */
  get rings(): number {
    return this.#rings;
  }

  ring(): void {
    this.#rings += 1;
    for (const wake of this.#waiting) wake();
  }

  /** Wakes everybody, now and from now on. */
  close(): void {
    this.#isClosed = true;
    for (const wake of [...this.#waiting, ...this.#resting]) wake();
  }

  /** Resolves at the next ring after the `heard` first ones, at the latest after a time. */
  next(heard: number, ms: number): Promise<void> {
    return this.#rings > heard ? Promise.resolve() : this.wakened(this.#waiting, ms);
  }

  /** Resolves after a time, rings or not. */
  closedWithin(ms: number): Promise<void> {
    return this.wakened(this.#resting, ms);
  }

  private wakened(sleepers: Set<() => void>, ms: number): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      sleepers.add(wake);
    });
  }
}
