/** Observations counted by size. */
export class Histogram {
  readonly #bounds: readonly number[];
  readonly #counts: Float64Array;
  #sum = 0;
  #count = 0;

  /** @param bounds inclusive upper bounds, ascending */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = new Float64Array(bounds.length);
  }

  observe(value: number): void {
    this.#sum += value;
    this.#count += 1;
    let bucket = 0;
    for (const bound of this.#bounds) {
      if (value <= bound) {
        this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
        return;
      }
      bucket += 1;
    }
  }

  get sum(): number {
    return this.#sum;
  }

  get count(): number {
    return this.#count;
  }

  /** How many observations are at most each bound. */
  cumulative(): readonly (readonly [bound: number, count: number])[] {
    let total = 0;
    return this.#bounds.map((bound, index) => {
      total += this.#counts[index] ?? 0;
      return [bound, total];
    });
  }
}
