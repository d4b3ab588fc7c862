import { CharacterIndex, characterIndexOf } from './character-index.js';
import { LiteralSearch } from './literal-search.js';
import { Segment } from './segment.js';
import { parseWildcards } from './template.js';
import type { Text } from './text.js';

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

/** Where the first occurrence ends, by trying every place. */
function plainly(wanted: readonly string[], text: readonly string[]): number {
  for (let start = 0; start + wanted.length <= text.length; start += 1) {
    if (wanted.every((letter, index) => letter === '?' || letter === text[start + index])) {
      return text.slice(0, start + wanted.length).join('').length;
    }
  }
  return -1;
}

function find(wanted: string, text: string, from = 0, to = text.length): number {
  return new Segment(parseWildcards(wanted)).endOfFirst(text, from, to, characterIndexOf);
}

describe.each([
  [1, 'ab'],
  [3, 'ab'],
  [20, 'ab'],
  [40, 'aab'],
  [70, 'aaaab'],
  [3, 'a😀é'],
  [30, 'aa😀'],
  // So many letters that most are rare in the text.
  [4, 'aabcdefghijklmnopqrstuvwxyz0123456789é😀😁😂'],
])('searching for segments of up to %d characters of %j', (maxLength, alphabet) => {
  const letters = Array.from(alphabet);

  it('finds what trying every place finds', () => {
    const next = random(maxLength);
    const word = (length: number, from: readonly string[]) =>
      Array.from({ length }, () => from[Math.floor(next() * from.length)] ?? '');
    for (let round = 0; round < 500; round += 1) {
      const wanted = word(1 + Math.floor(next() * maxLength), round % 2 === 0 ? letters : [...letters, '?']);
      const before = word(Math.floor(next() * 3), letters).join('');
      const text = word(Math.floor(next() * maxLength * 4) + 30, letters);
      const whole = before + text.join('') + wanted.join('');
      const expected = plainly(wanted, text);
      const found = find(wanted.join(''), whole, before.length, before.length + text.join('').length);
      expect({ wanted, text, found }).toEqual({
        wanted,
        text,
        found: expected < 0 ? -1 : expected + before.length,
      });
    }
  });
});

describe('LiteralSearch', () => {
  it.each([
    ['aab', 'aaaab', 5],
    ['abab', 'abaabab', 7],
    ['abab', 'abaab', -1],
    // What stands before the `c` ends with a beginning of the text that is found only by two steps back.
    ['aabaaac', 'aabaaabaaac', 11],
  ])('finds %j in %j', (wanted, text, end) => {
    expect(new LiteralSearch(wanted).endOfFirst(text, 0, text.length)).toBe(end);
  });

  it('finds every text of two letters where the engine finds it', () => {
    const words = (length: number) =>
      Array.from({ length: 2 ** length }, (_, bits) =>
        Array.from({ length }, (_letter, bit) => ((bits >> bit) & 1 ? 'a' : 'b')).join(''),
      );
    const texts = words(10);
    for (const wanted of [1, 2, 3, 4, 5, 6].flatMap(words)) {
      const search = new LiteralSearch(wanted);
      const wrong = texts.filter((text) => {
        const at = text.indexOf(wanted);
        return search.endOfFirst(text, 0, text.length) !== (at < 0 ? -1 : at + wanted.length);
      });
      expect({ wanted, wrong }).toEqual({ wanted, wrong: [] });
    }
  });

  it('stays in its range', () => {
    expect(new LiteralSearch('ab').endOfFirst('abxab', 1, 4)).toBe(-1);
    expect(new LiteralSearch('ab').endOfFirst('abxab', 1, 5)).toBe(5);
  });
});

describe('Segment', () => {
  const long = 'x'.repeat(40);

  it.each([
    ['a?c', 'xabcabc', 4],
    ['?', '😀', 2],
    ['??', '😀', -1],
    ['?b', 'b', -1],
    ['😀?', `${long}😀a`, 43],
    ['?a', `${long}😀a`, 43],
    ['??', long, 2],
    ['y', long, -1],
    [`${'a'.repeat(40)}?${'b'.repeat(40)}`, `a${'a'.repeat(40)}x${'b'.repeat(41)}`, 82],
  ])('finds %j in %j', (wanted, text, end) => {
    expect(find(wanted, text)).toBe(end);
  });

  // Letters that stand in so few places that each of these is looked at.
  const wide = 'x'.repeat(1_000);

  it.each([
    ['r?s', `${wide}rx${wide}r1s`, 0, 2_005],
    ['r?s', `${wide}rx${wide}r1`, 0, -1],
    ['r?s', `r1s${wide}r2s`, 1, 1_006],
    ['??r', `${wide}xrx${wide}r`, 1_000, 2_004],
    ['x?r', `${wide}r${wide}`, 999, -1],
    ['😀r', `😀${wide}r${wide}😀r`, 1, 2_006],
  ])('finds %j, whose letters are rare, in a long text', (wanted, text, from, end) => {
    expect(find(wanted, text, from)).toBe(end);
  });

  it('does not find what ends behind the range', () => {
    expect(find('r?s', `${wide}r1s`, 0, 1_003)).toBe(1_003);
    expect(find('r?s', `${wide}r1s`, 0, 1_002)).toBe(-1);
  });

  it('searches a long text that was written in two pieces', () => {
    const pieces = ['a', 'b'].map((letter) => ({ kind: 'text' as const, text: letter.repeat(40) }));
    const found = new Segment(pieces).endOfFirst(
      `x${'a'.repeat(41)}${'b'.repeat(40)}`,
      0,
      82,
      characterIndexOf,
    );
    expect(found).toBe(82);
  });

  it.each([
    ['a?c', 32, false],
    ['a?c', 33, true],
    ['?'.repeat(40), 39, false],
    ['?'.repeat(40), 40, true],
    ['a'.repeat(63), 100, true],
    ['a'.repeat(64), 100, false],
    [`${'a'.repeat(64)}?`, 100, true],
  ])('looking for %j among %d characters needs an index: %j', (wanted, size, expected) => {
    const indexed: Text[] = [];
    const segment = new Segment(parseWildcards(wanted));
    segment.endOfFirst('x'.repeat(2 * size), size, 2 * size, (text) => {
      indexed.push(text);
      return new CharacterIndex(text);
    });
    expect(indexed).toHaveLength(expected ? 1 : 0);
  });

  it('knows a text again, and takes a new one', () => {
    const texts = ['a', 'b', 'c'].map((letter) => long + letter);
    for (const round of [0, 1, 2, 1, 0, 0]) {
      const letters = ['a', 'b', 'c'].map((letter) => find(letter, texts[round] ?? ''));
      expect(letters.map((end) => end > 0)).toEqual([round === 0, round === 1, round === 2]);
    }
  });

  it('searches texts that are too long to be kept', () => {
    expect(find('a?c', `${'x'.repeat(9_000)}abc`)).toBe(9_003);
  });
});
