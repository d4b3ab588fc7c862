import type { Text } from './text.js';

/** How many characters one number says something of. */
export const BITS = 32;

/** A character that stands in fewer places than this share of the words has no bits: its places are looked at instead. */
const RARE = 1 / 8;

/**
 * Where each character of a text stands.
 *
 * Made once for a text that many patterns are searched in, in time and memory linear in the text. Characters that are
 * frequent also have one bit per character of the text, so that 32 places are looked at in one step; there can be at
 * most 256 of them.
 */
export class CharacterIndex {
  /** In characters, that is code points. */
  readonly length: number;
  readonly #positions = new Map<number, number[]>();
  readonly #bits = new Map<number, Int32Array>();
  readonly #words: number;
  /** The offset of each character and of the end; only when some characters take two code units. */
  readonly #offsets: readonly number[] | undefined;

  constructor(text: Text) {
    const offsets: number[] = [];
    let offset = 0;
    while (offset < text.length) {
      const codePoint = text.codePointAt(offset) ?? 0;
      this.#addPosition(codePoint, offsets.length);
      offsets.push(offset);
      offset += codePoint > 0xffff ? 2 : 1;
    }
    this.length = offsets.length;
    this.#words = (this.length >>> 5) + 2;
    this.#offsets = offsets.length === text.length ? undefined : [...offsets, offset];
  }

  /** The places of a character, in order; `undefined` when the text does not have it. */
  positionsOf(codePoint: number): ArrayLike<number> | undefined {
    return this.#positions.get(codePoint);
  }

  /** The bits of a character, the first place in the lowest; `undefined` when it is rare or the text does not have it. */
  bitsOf(codePoint: number): ArrayLike<number> | undefined {
    const positions = this.#positions.get(codePoint);
    if (positions === undefined || positions.length < this.#words * RARE) return undefined;
    let bits = this.#bits.get(codePoint);
    if (bits === undefined) this.#bits.set(codePoint, (bits = bitsAt(positions, this.#words)));
    return bits;
  }

  /** The number of the first character that does not begin before an offset. */
  positionOf(offset: number): number {
    return this.#offsets === undefined ? offset : firstFrom(this.#offsets, offset);
  }

  /** The offset at which a character begins. */
  offsetOf(position: number): number {
    return this.#offsets === undefined ? position : (this.#offsets[position] ?? 0);
  }

  #addPosition(codePoint: number, position: number): void {
    const positions = this.#positions.get(codePoint);
    if (positions === undefined) this.#positions.set(codePoint, [position]);
    else positions.push(position);
  }
}

function bitsAt(positions: readonly number[], words: number): Int32Array {
  const bits = new Int32Array(words);
  for (const position of positions)
    bits[position >>> 5] = (bits[position >>> 5] ?? 0) | (1 << (position & 31));
  return bits;
}

/** The place in a sorted list of the first number that is not less than a wanted one; behind the end when all are. */
export function firstFrom(sorted: ArrayLike<number>, wanted: number): number {
  let before = -1;
  let after = sorted.length;
  while (after - before > 1) {
    const middle = (before + after) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) before = middle;
    else after = middle;
  }
  return after;
}

/** Texts up to this length may be kept when others have come after them. */
const KEPT_CHARACTERS = 8_192;

interface IndexedText {
  readonly text: Text;
  readonly index: CharacterIndex;
}

let last: IndexedText | undefined;
let lastButOne: IndexedText | undefined;

/**
 * The index of a text; those of the last two texts are kept, because patterns are matched with few texts in turn. Of
 * long texts only the last is kept.
 */
export function characterIndexOf(text: Text): CharacterIndex {
  if (last?.text === text) return last.index;
  const known = lastButOne?.text === text ? lastButOne : { text, index: new CharacterIndex(text) };
  lastButOne = last !== undefined && last.text.length <= KEPT_CHARACTERS ? last : undefined;
  last = known;
  return known.index;
}
