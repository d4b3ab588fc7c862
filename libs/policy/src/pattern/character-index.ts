import type { Text } from './text.js';

/** How many characters one number says something of. */
export const BITS = 32;

/**
 * Where each character of a text stands: one bit per character of the text, for each different character in it.
 *
 * Made once for a text that many patterns are searched in: 32 places are then looked at in one step.
 */
export class CharacterIndex {
  /** In characters, that is code points. */
  readonly length: number;
  readonly #positions = new Map<number, Int32Array>();
  /** The offset of each character and of the end; only when some characters take two code units. */
  readonly #offsets: readonly number[] | undefined;

  constructor(text: Text) {
    const words = (text.length >>> 5) + 2;
    const offsets: number[] = [];
    let offset = 0;
    for (let position = 0; offset < text.length; position += 1) {
      const codePoint = text.codePointAt(offset) ?? 0;
      const bits = this.#bitsOf(codePoint, words);
      bits[position >>> 5] = (bits[position >>> 5] ?? 0) | (1 << (position & 31));
      offsets.push(offset);
      offset += codePoint > 0xffff ? 2 : 1;
    }
    this.length = offsets.length;
    this.#offsets = offsets.length === text.length ? undefined : [...offsets, offset];
  }

  /** The bits of a character, the first place in the lowest; `undefined` when the text does not have it. */
  of(codePoint: number): ArrayLike<number> | undefined {
    return this.#positions.get(codePoint);
  }

  /** The number of the first character that does not begin before an offset. */
  positionOf(offset: number): number {
    if (this.#offsets === undefined) return offset;
    let before = -1;
    let after = this.#offsets.length - 1;
    while (after - before > 1) {
      const middle = (before + after) >>> 1;
      if ((this.#offsets[middle] ?? 0) < offset) before = middle;
      else after = middle;
    }
    return after;
  }

  /** The offset at which a character begins. */
  offsetOf(position: number): number {
    return this.#offsets === undefined ? position : (this.#offsets[position] ?? 0);
  }

  #bitsOf(codePoint: number, words: number): Int32Array {
    let bits = this.#positions.get(codePoint);
    if (bits === undefined) this.#positions.set(codePoint, (bits = new Int32Array(words)));
    return bits;
  }
}

/** Texts up to this length may be kept. */
const KEPT_CHARACTERS = 8_192;

interface IndexedText {
  readonly text: Text;
  readonly index: CharacterIndex;
}

let last: IndexedText | undefined;
let lastButOne: IndexedText | undefined;

/** The index of a text; those of the last two texts are kept, because patterns are matched with few texts in turn. */
export function characterIndexOf(text: Text): CharacterIndex {
  if (last?.text === text) return last.index;
  const known = lastButOne?.text === text ? lastButOne : { text, index: new CharacterIndex(text) };
  if (text.length > KEPT_CHARACTERS) return known.index;
  lastButOne = last;
  last = known;
  return known.index;
}
