import { Anchor } from './anchor.js';
import { BITS, type CharacterIndex, firstFrom } from './character-index.js';
import { charactersIn, lengthAt } from './code-point.js';
import { LiteralSearch } from './literal-search.js';
import type { ResolvedTemplate } from './template.js';
import type { Text } from './text.js';

/** In texts up to this length every place is tried. */
const SHORT_TEXT = 32;
/** Literals from this length on are searched in time linear in the text, whatever their length. */
const LONG_LITERAL = 64;

/** Gives the index of a text. */
export type Indexing = (text: Text) => CharacterIndex;

/** The characters of a segment other than `?`, and the place of each. */
interface Letters {
  readonly codePoints: readonly number[];
  readonly places: readonly number[];
}

/**
 * What stands between two `*` of a pattern: text and `?`.
 *
 * Searching takes time linear in the text. Only for letters around `?` it can also grow with the length of the segment:
 * each of them is then looked for in 32 places in one step.
 */
export class Segment {
  readonly #pieces: ResolvedTemplate;
  readonly #anchor: Anchor;
  readonly #literal: LiteralSearch | undefined;
  /** In characters. */
  readonly #length: number;
  /** Made when a text is long enough to need them: most never are, and a policy may have many segments. */
  #letters: Letters | undefined;

  /** @param pieces without `*`; at least one */
  constructor(pieces: ResolvedTemplate) {
    this.#pieces = pieces;
    this.#anchor = new Anchor(pieces);
    this.#length = lengthOf(pieces);
    const text = this.#length < LONG_LITERAL ? undefined : textIn(pieces);
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
    const { codePoints, places } = (this.#letters ??= lettersIn(this.#pieces));
    const first = index.positionOf(from);
    const last = index.positionOf(to) - this.#length;
    const bits: ArrayLike<number>[] = [];
    for (let each = 0; each < codePoints.length; each += 1) {
      const codePoint = codePoints[each] ?? 0;
      const bitsOfIt = index.bitsOf(codePoint);
      if (bitsOfIt === undefined) {
        const starts = startsIn(index.positionsOf(codePoint) ?? [], places[each] ?? 0, first, last);
        return this.#tryEach(text, index, starts, to);
      }
      bits.push(bitsOfIt);
    }
    const found = firstWhere(bits, places, first, last);
    return found < 0 ? -1 : index.offsetOf(found + this.#length);
  }

  #tryEach(text: Text, index: CharacterIndex, starts: Iterable<number>, to: number): number {
    for (const start of starts) {
      const end = this.#anchor.endAt(text, index.offsetOf(start), to);
      if (end >= 0) return end;
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

/**
 * The first place from `first` to `last` at which all characters stand at their distance, or -1. Tries 32 at once.
 *
 * @param bits of each character
 */
function firstWhere(
  bits: readonly ArrayLike<number>[],
  distances: readonly number[],
  first: number,
  last: number,
): number {
  for (let start = first; start <= last; start += BITS) {
    const left = placesLeft(bits, distances, start);
    if (left === 0) continue;
    const found = start + (BITS - 1) - Math.clz32(left & -left);
    return found > last ? -1 : found;
  }
  return -1;
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

function lengthOf(pieces: ResolvedTemplate): number {
  let length = 0;
  for (const piece of pieces) length += piece.kind === 'text' ? charactersIn(piece.text) : 1;
  return length;
}

function lettersIn(pieces: ResolvedTemplate): Letters {
  const codePoints: number[] = [];
  const places: number[] = [];
  let place = 0;
  for (const piece of pieces) {
    if (piece.kind !== 'text') place += 1;
    else {
      for (const letter of piece.text) {
        codePoints.push(letter.codePointAt(0) ?? 0);
        places.push(place);
        place += 1;
      }
    }
  }
  return { codePoints, places };
}

/** The text of pieces without `?`. */
function textIn(pieces: ResolvedTemplate): string | undefined {
  return pieces.every((piece) => piece.kind === 'text')
    ? pieces.map((piece) => piece.text).join('')
    : undefined;
}
