import { type Anchor, LiteralAnchor, WildcardAnchor } from './anchor.js';
import { ANY_CHARACTER } from './code-point.js';
import { LiteralSearch } from './literal-search.js';
import type { ResolvedTemplate } from './template.js';
import { WildcardSearch } from './wildcard-search.js';

/** What stands between two `*` of a pattern. */
type Search = LiteralSearch | WildcardSearch;

/**
 * A pattern of text, `*` and `?`, matched from end to end.
 *
 * Two pointers move through pattern and text, and neither goes back: both ends are fixed, and each segment between
 * two `*` is taken at its first occurrence, which leaves the most text for the rest.
 */
export class Glob {
  readonly #first: Anchor;
  readonly #middle: readonly Search[];
  /** Absent when the pattern has no `*`: then `#first` must be the whole text. */
  readonly #last: Anchor | undefined;

  constructor(template: ResolvedTemplate) {
    const [first = [], ...rest] = segmentsOf(template);
    const last = rest.pop();
    this.#first = anchorOf(first);
    this.#last = last && anchorOf(last);
    this.#middle = rest.map(searchOf);
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

function anchorOf(pieces: ResolvedTemplate): Anchor {
  const text = textIn(pieces);
  return text === undefined ? new WildcardAnchor(codePointsOf(pieces)) : new LiteralAnchor(text);
}

function searchOf(pieces: ResolvedTemplate): Search {
  const text = textIn(pieces);
  return text === undefined ? new WildcardSearch(codePointsOf(pieces)) : new LiteralSearch(text);
}

/** The text of a segment without `?`. */
function textIn(pieces: ResolvedTemplate): string | undefined {
  return pieces.every((piece) => piece.kind === 'text')
    ? pieces.map((piece) => piece.text).join('')
    : undefined;
}

function codePointsOf(pieces: ResolvedTemplate): readonly number[] {
  return pieces.flatMap((piece) =>
    piece.kind === 'text' ? Array.from(piece.text, (letter) => letter.codePointAt(0) ?? 0) : ANY_CHARACTER,
  );
}
