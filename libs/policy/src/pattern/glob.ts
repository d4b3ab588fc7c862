import { Anchor } from './anchor.js';
import { characterIndexOf } from './character-index.js';
import { type Indexing, Segment } from './segment.js';
import type { ResolvedTemplate } from './template.js';
import type { Text } from './text.js';

/**
 * A pattern of text, `*` and `?`, matched from end to end.
 *
 * Two pointers move through pattern and text, and neither goes back: both ends are fixed, and each segment between
 * two `*` is taken at its first occurrence, which leaves the most text for the rest.
 */
export class Glob {
  readonly #first: Anchor;
  readonly #middle: readonly Segment[];
  /** Absent when the pattern has no `*`: then `#first` must be the whole text. */
  readonly #last: Anchor | undefined;

  constructor(template: ResolvedTemplate) {
    const [first = [], ...rest] = segmentsOf(template);
    const last = rest.pop();
    this.#first = new Anchor(first);
    this.#last = last && new Anchor(last);
    this.#middle = rest.map((pieces) => new Segment(pieces));
  }

  /** Whether the part of a text from `from` (inclusive) to `to` (exclusive) matches as a whole. */
  matches(text: Text, from = 0, to = text.length, indexing: Indexing = characterIndexOf): boolean {
    const offset = this.#first.endAt(text, from, to);
    if (offset < 0) return false;
    if (this.#last === undefined) return offset === to;
    const limit = this.#last.startBefore(text, offset, to);
    return limit >= 0 && this.#hasMiddle(text, offset, limit, indexing);
  }

  #hasMiddle(text: Text, from: number, to: number, indexing: Indexing): boolean {
    let offset = from;
    for (const segment of this.#middle) {
      offset = segment.endOfFirst(text, offset, to, indexing);
      if (offset < 0) return false;
    }
    return true;
  }
}

/** Splits at each `*`. Empty segments matter only at the ends: `**` means `*`. */
function segmentsOf(template: ResolvedTemplate): ResolvedTemplate[] {
  const segments: ResolvedTemplate[] = [];
  let pieces: ResolvedTemplate[number][] = [];
  for (const token of template) {
    if (token.kind !== 'any') pieces.push(token);
    else if (pieces.length > 0 || segments.length === 0) {
      segments.push(pieces);
      pieces = [];
    }
  }
  segments.push(pieces);
  return segments;
}
