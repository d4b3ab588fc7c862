import { ANY_CHARACTER } from './code-point.js';
import { LiteralSearch } from './literal-search.js';
import { WildcardSearch } from './wildcard-search.js';

/** A generator of numbers from 0 (inclusive) to 1 (exclusive) that repeats itself for a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function word(next: () => number, maxLength: number): string {
  return Array.from({ length: 1 + Math.floor(next() * maxLength) }, () => (next() < 0.7 ? 'a' : 'b')).join(
    '',
  );
}

describe.each([1, 15, 16, 40, 70])('searching for texts of up to %d characters', (maxLength) => {
  it('finds what the plain search finds', () => {
    const next = random(maxLength);
    for (let round = 0; round < 2_000; round += 1) {
      const wanted = word(next, maxLength);
      const text = word(next, maxLength * 4);
      const from = Math.floor(next() * 3);
      const to = text.length - Math.floor(next() * 3);
      const start = text.slice(0, Math.max(0, to)).indexOf(wanted, from);
      const expected = start < 0 ? -1 : start + wanted.length;
      expect({ wanted, text, from, to, end: new LiteralSearch(wanted).endOfFirst(text, from, to) }).toEqual({
        ...{ wanted, text, from, to, end: expected },
      });
      const codePoints = Array.from(wanted, (letter) => letter.codePointAt(0) ?? 0);
      expect(new WildcardSearch(codePoints).endOfFirst(text, from, to)).toBe(expected);
    }
  });
});

describe('WildcardSearch', () => {
  it.each([
    ['a?c', 'xabcabc', 4],
    ['?', '😀', 2],
    ['??', '😀', -1],
    ['?b', 'b', -1],
    [`${'a'.repeat(40)}?${'b'.repeat(40)}`, `a${'a'.repeat(40)}x${'b'.repeat(41)}`, 82],
  ])('finds %j', (wanted, text, end) => {
    const codePoints = Array.from(wanted, (letter) =>
      letter === '?' ? ANY_CHARACTER : (letter.codePointAt(0) ?? 0),
    );
    expect(new WildcardSearch(codePoints).endOfFirst(text, 0, text.length)).toBe(end);
  });
});
