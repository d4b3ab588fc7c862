import { ANY_CHARACTER, codePointBefore, codePointBetween, lengthOf } from './code-point.js';

/** A text without `*` at the beginning or end of a pattern; its methods answer an offset, or -1 for no match. */
export interface Anchor {
  /** Matches at `from` and not beyond `to`; the offset behind the match. */
  endAt(text: string, from: number, to: number): number;
  /** Matches right before `to` and not before `from`; the offset of the match. */
  startBefore(text: string, from: number, to: number): number;
}

/** An anchor of characters that stand for themselves. */
export class LiteralAnchor implements Anchor {
  readonly #text: string;

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
}

/** An anchor with a `?`. A character is a Unicode code point, so that `?` never matches half of one. */
export class WildcardAnchor implements Anchor {
  readonly #codePoints: readonly number[];

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
}
