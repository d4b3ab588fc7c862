import { CharacterIndex, characterIndexOf } from './character-index.js';

/** The positions of a character, read from its bits. */
function positions(text: string, letter: string): readonly number[] {
  const index = new CharacterIndex(text);
  const bits = index.of(letter.codePointAt(0) ?? 0);
  const all = Array.from({ length: index.length }, (_, position) => position);
  return bits === undefined
    ? []
    : all.filter((each) => (((bits[each >>> 5] ?? 0) >>> (each & 31)) & 1) === 1);
}

describe('CharacterIndex', () => {
  it.each([
    ['abca', 'a', [0, 3]],
    ['abca', 'x', []],
    ['', 'a', []],
    [`${'b'.repeat(31)}a${'b'.repeat(31)}a`, 'a', [31, 63]],
    ['a😀b😀', '😀', [1, 3]],
    ['a😀b😀', 'b', [2]],
  ])('of %j has %j at %j', (text, letter, expected) => {
    expect(positions(text, letter)).toEqual(expected);
  });

  it('knows the offset of each character, and the character at each offset', () => {
    const index = new CharacterIndex('a😀b');
    expect([0, 1, 2, 3].map((position) => index.offsetOf(position))).toEqual([0, 1, 3, 4]);
    expect([0, 1, 2, 3, 4].map((offset) => index.positionOf(offset))).toEqual([0, 1, 2, 2, 3]);
    const plain = new CharacterIndex('abc');
    expect([plain.offsetOf(2), plain.positionOf(3), plain.length]).toEqual([2, 3, 3]);
  });
});

describe('characterIndexOf', () => {
  it('keeps the last two texts', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((text) => characterIndexOf(text));
    expect(characterIndexOf('c')).toBe(c);
    expect(characterIndexOf('b')).toBe(b);
    expect(characterIndexOf('c')).toBe(c);
    expect(characterIndexOf('a')).not.toBe(a);
  });

  it('does not keep very long texts', () => {
    const long = 'x'.repeat(10_000);
    expect(characterIndexOf(long)).not.toBe(characterIndexOf(long));
  });
});
