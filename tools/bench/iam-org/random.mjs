/** A source of choices that is the same for the same seed (mulberry32). */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed | 0;
  }

  /** From 0 up to, not including, 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(count) {
    return Math.floor(this.next() * count);
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(list) {
    return list[this.below(list.length)];
  }

  /** So many different whole numbers below `count`. */
  distinct(howMany, count) {
    const found = new Set();
    while (found.size < howMany) found.add(this.below(count));
    return [...found];
  }

  /** The key of one entry, each as likely as its share; the shares add up to 1. */
  weighted(shares) {
    let left = this.next();
    for (const [key, share] of Object.entries(shares)) {
      left -= share;
      if (left < 0) return key;
    }
    return Object.keys(shares).at(-1);
  }
}
