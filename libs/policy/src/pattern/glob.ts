import { ANY_CHARACTER } from './code-point.js';
import { LiteralSegment, type Segment, WildcardSegment } from './segment.js';
import type { ResolvedTemplate } from './template.js';

/**
 * A pattern of text, `*` and `?`, matched from end to end.
 *
 * Two pointers move through pattern and text, and neither goes back: the first and last segment are fixed, and each
 * segment in between is taken at its first occurrence, which leaves the most text for the rest.
 */
export class Glob {
  readonly #first: Segment;
  readonly #middle: readonly Segment[];
  /** Absent when the pattern has no `*`: then `#first` must be the whole text. */
  readonly #last: Segment | undefined;

  constructor(template: ResolvedTemplate) {
    const [first = new LiteralSegment(''), ...rest] = segmentsOf(template);
    this.#first = first;
    this.#last = rest.pop();
    this.#middle = rest;
  }

  /** Whether the part of a text from `from` (inclusive) to `to` (exclusive) matches as a whole. */
  matches(text: string, from = 0, to = text.length): boolean {
    let offset = this.#first.endAt(text, from, to);
    if (offset < 0) return false;
    if (this.#last === undefined) return offset === to;
    const limit = this.#last.startBefore(text, offset, to);
    if (limit < 0) return false;
    for (const segment of this.#middle) {
      offset = segment.endOfFirst(text, offset, limit);
      if (offset < 0) return false;
    }
    return true;
  }
}

function segmentsOf(template: ResolvedTemplate): Segment[] {
  const segments: Segment[] = [];
  let pieces: ResolvedTemplate[number][] = [];
  for (const token of template) {
    if (token.kind === 'any') {
      // Empty segments matter only at the ends: `**` means `*`.
      if (pieces.length > 0 || segments.length === 0) segments.push(segmentOf(pieces));
      pieces = [];
    } else pieces.push(token);
  }
  segments.push(segmentOf(pieces));
  return segments;
}

function segmentOf(pieces: ResolvedTemplate): Segment {
  if (pieces.every((piece) => piece.kind === 'text')) {
    return new LiteralSegment(pieces.map((piece) => piece.text).join(''));
  }
  const codePoints: number[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'text')
      for (const character of piece.text) codePoints.push(character.codePointAt(0) ?? 0);
    else codePoints.push(ANY_CHARACTER);
  }
  return new WildcardSegment(codePoints);
}
