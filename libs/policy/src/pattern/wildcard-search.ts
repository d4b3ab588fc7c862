import { ANY_CHARACTER, codePointBetween, lengthOf } from './code-point.js';

const BITS = 31;

/**
 * Finds one text with `?` wildcards in others.
 *
 * The bit-parallel algorithm of Baeza-Yates and Gonnet ("shift-and"): all possible starts are followed at once, 31
 * of them in one step, so that no text makes it go back.
 */
export class WildcardSearch {
  readonly #length: number;
  readonly #words: number;
  /** Per character: one bit per position of the wanted text where it may stand. */
  readonly #masks = new Map<number, Int32Array>();
  /** The positions where any character may stand. */
  readonly #anywhere: Int32Array;

  constructor(wanted: readonly number[]) {
    this.#length = wanted.length;
    this.#words = Math.ceil(wanted.length / BITS);
    this.#anywhere = new Int32Array(this.#words);
    wanted.forEach((codePoint, position) => {
      if (codePoint === ANY_CHARACTER) setBit(this.#anywhere, position);
    });
    wanted.forEach((codePoint, position) => {
      if (codePoint !== ANY_CHARACTER) setBit(this.#maskOf(codePoint), position);
    });
  }

  /** The offset behind the first occurrence that lies in `from` (inclusive) to `to` (exclusive), or -1. */
  endOfFirst(text: string, from: number, to: number): number {
    const reached = new Int32Array(this.#words);
    for (let offset = from; offset < to;) {
      const codePoint = codePointBetween(text, offset, to);
      offset += lengthOf(codePoint);
      this.#step(reached, this.#masks.get(codePoint) ?? this.#anywhere);
      if (hasBit(reached, this.#length - 1)) return offset;
    }
    return -1;
  }

  #step(reached: Int32Array, mask: Int32Array): void {
    let carry = 1;
    for (let word = 0; word < reached.length; word += 1) {
      const before = reached[word] ?? 0;
      reached[word] = ((before << 1) | carry) & (mask[word] ?? 0) & 0x7fff_ffff;
      carry = (before >>> (BITS - 1)) & 1;
    }
  }

  #maskOf(codePoint: number): Int32Array {
    const known = this.#masks.get(codePoint);
    if (known !== undefined) return known;
    const mask = this.#anywhere.slice();
    this.#masks.set(codePoint, mask);
    return mask;
  }
}

function setBit(words: Int32Array, position: number): void {
  const word = Math.floor(position / BITS);
  words[word] = (words[word] ?? 0) | (1 << (position % BITS));
}

function hasBit(words: Int32Array, position: number): boolean {
  return ((words[Math.floor(position / BITS)] ?? 0) & (1 << (position % BITS))) !== 0;
}
