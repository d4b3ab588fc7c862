import { lengthAt, lengthBefore } from './code-point.js';
import type { ResolvedTemplate } from './template.js';
import type { Text } from './text.js';

/**
 * Text and `?` without a `*` between them. Its methods answer an offset, or -1 for no match. A `?` is a Unicode code
 * point, never half of one.
 */
export class Anchor {
  readonly #pieces: ResolvedTemplate;

  /** @param pieces without `*` */
  constructor(pieces: ResolvedTemplate) {
    this.#pieces = pieces;
  }

  /** Matches at `from` and not beyond `to`; the offset behind the match. */
  endAt(text: Text, from: number, to: number): number {
    let offset = from;
    for (const piece of this.#pieces) {
      const length = piece.kind === 'text' ? piece.text.length : lengthAt(text, offset, to);
      if (offset + length > to) return -1;
      if (piece.kind === 'text' && !standsAt(text, piece.text, offset)) return -1;
      offset += length;
    }
    return offset;
  }

  /** Matches right before `to` and not before `from`; the offset of the match. */
  startBefore(text: Text, from: number, to: number): number {
    let offset = to;
    for (let index = this.#pieces.length - 1; index >= 0; index -= 1) {
      const piece = this.#pieces[index];
      const literal = piece?.kind === 'text' ? piece.text : undefined;
      offset -= literal === undefined ? lengthBefore(text, from, offset) : literal.length;
      if (offset < from) return -1;
      if (literal !== undefined && !standsAt(text, literal, offset)) return -1;
    }
    return offset;
  }
}

/** Engines compare two whole strings many times faster than they look for one at an offset of another. */
const WORTH_SLICING = 64;

function standsAt(text: Text, wanted: string, offset: number): boolean {
  return wanted.length < WORTH_SLICING
    ? text.startsWith(wanted, offset)
    : text.slice(offset, offset + wanted.length) === wanted;
}
