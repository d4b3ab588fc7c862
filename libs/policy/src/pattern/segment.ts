import { ANY_CHARACTER, codePointBefore, codePointBetween, lengthOf } from './code-point.js';
import { LiteralSearch } from './literal-search.js';
import { WildcardSearch } from './wildcard-search.js';

/** What stands between two `*` of a pattern; each method answers the offset behind (or before) the match, or -1. */
export interface Segment {
  /** Matches at `from` and not beyond `to`; the offset behind the match. */
  endAt(text: string, from: number, to: number): number;
  /** Matches right before `to` and not before `from`; the offset of the match. */
  startBefore(text: string, from: number, to: number): number;
  /** Matches as early as possible; the offset behind the match. */
  endOfFirst(text: string, from: number, to: number): number;
}

/** A segment of characters that stand for themselves. */
export class LiteralSegment implements Segment {
  readonly #text: string;
  #search: LiteralSearch | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  endAt(text: string, from: number, to: number): number {
    const end = from + this.#text.length;
    return end <= to && text.startsWith(this.#text, from) ? end : -1;
  }

  startBefore(text: string, from: number, to: number): number {
    const start = to - this.#text.length;
    return start >= from && text.startsWith(this.#text, start) ? start : -1;
  }

  endOfFirst(text: string, from: number, to: number): number {
    this.#search ??= new LiteralSearch(this.#text);
    return this.#search.endOfFirst(text, from, to);
  }
}

/** A segment with a `?`. A character is a Unicode code point, so that `?` never matches half of one. */
export class WildcardSegment implements Segment {
  readonly #codePoints: readonly number[];
  #search: WildcardSearch | undefined;

  constructor(codePoints: readonly number[]) {
    this.#codePoints = codePoints;
  }

  endAt(text: string, from: number, to: number): number {
    let offset = from;
    for (const wanted of this.#codePoints) {
      if (offset >= to) return -1;
      const found = codePointBetween(text, offset, to);
      if (wanted !== ANY_CHARACTER && wanted !== found) return -1;
      offset += lengthOf(found);
    }
    return offset;
  }

  startBefore(text: string, from: number, to: number): number {
    let offset = to;
    for (let index = this.#codePoints.length - 1; index >= 0; index -= 1) {
      if (offset <= from) return -1;
      const found = codePointBefore(text, from, offset);
      const wanted = this.#codePoints[index];
      if (wanted !== ANY_CHARACTER && wanted !== found) return -1;
      offset -= lengthOf(found);
    }
    return offset;
  }

  endOfFirst(text: string, from: number, to: number): number {
    this.#search ??= new WildcardSearch(this.#codePoints);
    return this.#search.endOfFirst(text, from, to);
  }
}
