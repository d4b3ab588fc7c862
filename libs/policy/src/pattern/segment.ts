import { Anchor } from './anchor.js';
import { BITS, type CharacterIndex, firstFrom } from './character-index.js';
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
      ? this.#search(text, indexing(text), from, to)
      : this.#literal.endOfFirst(text, from, to);
  }

  #tryAll(text: Text, from: number, to: number): number {
    for (let start = from; start + this.#length <= to; start += lengthAt(text, start, to)) {
      const end = this.#anchor.endAt(text, start, to);
      if (end >= 0) return end;
    }
    return -1;
  }

  /** Looks where the first rare character stands; without one, all characters have bits. */
  #search(text: Text, index: CharacterIndex, from: number, to: number): number {
    const first = index.positionOf(from);
    const last = index.positionOf(to) - this.#length;
    const bits: ArrayLike<number>[] = [];
    for (let each = 0; each < this.#codePoints.length; each += 1) {
      const codePoint = this.#codePoints[each] ?? 0;
      const bitsOfIt = index.bitsOf(codePoint);
      if (bitsOfIt === undefined) {
        const starts = startsIn(index.positionsOf(codePoint) ?? [], this.#places[each] ?? 0, first, last);
        return this.#tryEach(text, index, starts, to);
      }
      bits.push(bitsOfIt);
    }
    return this.#searchBits(index, bits, first, last);
  }

  #tryEach(text: Text, index: CharacterIndex, starts: Iterable<number>, to: number): number {
    for (const start of starts) {
      const end = this.#anchor.endAt(text, index.offsetOf(start), to);
      if (end >= 0) return end;
    }
    return -1;
  }

  /** Tries 32 places at once: one is left where all characters stand at their distance from it. */
  #searchBits(
    index: CharacterIndex,
    bits: readonly ArrayLike<number>[],
    first: number,
    last: number,
  ): number {
    for (let start = first; start <= last; start += BITS) {
      const left = placesLeft(bits, this.#places, start);
      if (left === 0) continue;
      const found = start + (BITS - 1) - Math.clz32(left & -left);
      return found > last ? -1 : index.offsetOf(found + this.#length);
    }
    return -1;
  }
}

/** The places from `first` to `last` that have one of some positions at a distance. */
function* startsIn(
  positions: ArrayLike<number>,
  distance: number,
  first: number,
  last: number,
): Generator<number> {
  for (let next = firstFrom(positions, first + distance); next < positions.length; next += 1) {
    const start = (positions[next] ?? 0) - distance;
    if (start > last) return;
    yield start;
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
