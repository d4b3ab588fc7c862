import type { Text } from './text.js';

/**
 * Finds one literal text in others in linear time, whatever both look like.
 *
 * The algorithm of Knuth, Morris and Pratt; engines' own `indexOf` can take time m × n on long texts.
 */
export class LiteralSearch {
  readonly #wanted: string;
  readonly #fallbacks: Uint32Array;

  constructor(wanted: string) {
    this.#wanted = wanted;
    this.#fallbacks = fallbacksOf(wanted);
  }

  /** The offset behind the first occurrence that lies in `from` (inclusive) to `to` (exclusive), or -1. */
  endOfFirst(text: Text, from: number, to: number): number {
    const wanted = this.#wanted;
    const fallbacks = this.#fallbacks;
    let matched = 0;
    for (let index = from; index < to; index += 1) {
      const code = text.charCodeAt(index);
      while (matched > 0 && code !== wanted.charCodeAt(matched)) matched = fallbacks[matched - 1] ?? 0;
      if (code === wanted.charCodeAt(matched)) matched += 1;
      if (matched === wanted.length) return index + 1;
    }
    return -1;
  }
}

/** For each prefix of `wanted`: the length of its longest proper prefix that is also its suffix. */
function fallbacksOf(wanted: string): Uint32Array {
  const fallbacks = new Uint32Array(wanted.length);
  let matched = 0;
  for (let index = 1; index < wanted.length; index += 1) {
    const code = wanted.charCodeAt(index);
    while (matched > 0 && code !== wanted.charCodeAt(matched)) matched = fallbacks[matched - 1] ?? 0;
    if (code === wanted.charCodeAt(matched)) matched += 1;
    fallbacks[index] = matched;
  }
  return fallbacks;
}
