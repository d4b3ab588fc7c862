/** Below this length a plain search costs no more than a bounded number of steps per character of the text. */
const SHORT = 16;

/** Finds one literal text in others in linear time, whatever both look like. */
export class LiteralSearch {
  readonly #wanted: string;
  readonly #fallbacks: Uint16Array | Uint32Array | undefined;

  constructor(wanted: string) {
    this.#wanted = wanted;
    this.#fallbacks = wanted.length < SHORT ? undefined : fallbacksOf(wanted);
  }

  /** The offset behind the first occurrence that lies in `from` (inclusive) to `to` (exclusive), or -1. */
  endOfFirst(text: string, from: number, to: number): number {
    const fallbacks = this.#fallbacks;
    if (fallbacks !== undefined) return this.#search(text, from, to, fallbacks);
    const start = text.indexOf(this.#wanted, from);
    const end = start + this.#wanted.length;
    return start < 0 || end > to ? -1 : end;
  }

  /** The algorithm of Knuth, Morris and Pratt; engines' own `indexOf` can take time m × n on long texts. */
  #search(text: string, from: number, to: number, fallbacks: Uint16Array | Uint32Array): number {
    const wanted = this.#wanted;
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
function fallbacksOf(wanted: string): Uint16Array | Uint32Array {
  const fallbacks =
    wanted.length < 0x1_0000 ? new Uint16Array(wanted.length) : new Uint32Array(wanted.length);
  let matched = 0;
  for (let index = 1; index < wanted.length; index += 1) {
    const code = wanted.charCodeAt(index);
    while (matched > 0 && code !== wanted.charCodeAt(matched)) matched = fallbacks[matched - 1] ?? 0;
    if (code === wanted.charCodeAt(matched)) matched += 1;
    fallbacks[index] = matched;
  }
  return fallbacks;
}
