import { Anchor } from './anchor.js';
import { BITS, type CharacterIndex } from './character-index.js';
import { lengthAt } from './code-point.js';
import { LiteralSearch } from './literal-search.js';
import type { ResolvedTemplate } from './template.js';
import type { Text } from './text.js';

/** In texts up to this length every place is tried. */
const SHORT_TEXT = 32;
/** Literals from this length on are searched in time linear in the text, whatever their length. */
const LONG_LITERAL = 64;

/** Gives the index of a text. */
export type Indexing = (text: Text) => CharacterIndex;

/** What stands between two `*` of a pattern: text and `?`. */
export class Segment {
  readonly #anchor: Anchor;
  readonly #literal: LiteralSearch | undefined;
  /** In characters. */
  readonly #length: number;
  /** The characters other than `?`, and the place of each. */
  readonly #codePoints: readonly number[];
  readonly #places: readonly number[];

  /** @param pieces without `*`; at least one */
  constructor(pieces: ResolvedTemplate) {
    const codePoints: number[] = [];
    const places: number[] = [];
    let length = 0;
    for (const piece of pieces) {
      if (piece.kind !== 'text') length += 1;
      else {
        for (const letter of piece.text) {
          codePoints.push(letter.codePointAt(0) ?? 0);
          places.push(length);
          length += 1;
        }
      }
    }
    this.#anchor = new Anchor(pieces);
    this.#length = length;
    this.#codePoints = codePoints;
    this.#places = places;
    const text = length < LONG_LITERAL ? undefined : textIn(pieces);
    this.#literal = text === undefined ? undefined : new LiteralSearch(text);
  }

  /** The offset behind the first occurrence that lies in `from` (inclusive) to `to` (exclusive), or -1. */
  endOfFirst(text: Text, from: number, to: number, indexing: Indexing): number {
    if (to - from < this.#length) return -1;
    if (to - from <= SHORT_TEXT) return this.#tryAll(text, from, to);
    return this.#literal === undefined
      ? this.#search(indexing(text), from, to)
      : this.#literal.endOfFirst(text, from, to);
  }

  #tryAll(text: Text, from: number, to: number): number {
    for (let start = from; start + this.#length <= to; start += lengthAt(text, start, to)) {
      const end = this.#anchor.endAt(text, start, to);
      if (end >= 0) return end;
    }
    return -1;
  }

  /** Tries 32 places at once: one is left where all characters stand at their distance from it. */
  #search(index: CharacterIndex, from: number, to: number): number {
    const positions = this.#positionsIn(index);
    if (positions === undefined) return -1;
    const first = index.positionOf(from);
    const last = index.positionOf(to) - this.#length;
    for (let start = first; start <= last; start += BITS) {
      const left = placesLeft(positions, this.#places, start);
      if (left === 0) continue;
      const found = start + (BITS - 1) - Math.clz32(left & -left);
      return found > last ? -1 : index.offsetOf(found + this.#length);
    }
    return -1;
  }

  /** The bits of each character; `undefined` when the text lacks one. */
  #positionsIn(index: CharacterIndex): readonly ArrayLike<number>[] | undefined {
    const positions: ArrayLike<number>[] = [];
    for (const codePoint of this.#codePoints) {
      const bits = index.of(codePoint);
      if (bits === undefined) return undefined;
      positions.push(bits);
    }
    return positions;
  }
}

/** One bit for each of the 32 places from `start` on at which all characters match. */
function placesLeft(
  positions: readonly ArrayLike<number>[],
  places: readonly number[],
  start: number,
): number {
  let left = -1;
  for (let index = 0; index < positions.length && left !== 0; index += 1) {
    const place = start + (places[index] ?? 0);
    const bits = positions[index] ?? [];
    const word = bits[place >>> 5] ?? 0;
    const shift = place & 31;
    left &= shift === 0 ? word : (word >>> shift) | ((bits[(place >>> 5) + 1] ?? 0) << (BITS - shift));
  }
  return left;
}

/** The text of pieces without `?`. */
function textIn(pieces: ResolvedTemplate): string | undefined {
  return pieces.every((piece) => piece.kind === 'text')
    ? pieces.map((piece) => piece.text).join('')
    : undefined;
}
