import { CharacterIndex, characterIndexOf, firstFrom } from './character-index.js';

/** The positions of a character, read from its bits. */
function positionsInBits(index: CharacterIndex, codePoint: number): readonly number[] {
  const bits = index.bitsOf(codePoint);
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
    ['\uffffa', 'a', [1]],
  ])('of %j has %j at %j', (text, letter, expected) => {
    const index = new CharacterIndex(text);
    const codePoint = letter.codePointAt(0) ?? 0;
    expect(Array.from(index.positionsOf(codePoint) ?? [])).toEqual(expected);
    expect(positionsInBits(index, codePoint)).toEqual(expected);
  });

  it.each([
    // A text of 448 to 479 characters has 16 words of bits.
    [1, false],
    [2, true],
  ])('of a character that stands %d times among 450 has bits: %j', (count, expected) => {
    const text = 'b'.repeat(450 - count) + 'a'.repeat(count);
    const index = new CharacterIndex(text);
    expect(index.bitsOf(0x61) !== undefined).toBe(expected);
    expect(index.positionsOf(0x61)).toHaveLength(count);
    expect(index.bitsOf(0x61)).toBe(index.bitsOf(0x61));
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

  it('keeps a long text until the next one', () => {
    const long = 'x'.repeat(10_000);
    const index = characterIndexOf(long);
    expect(characterIndexOf(long)).toBe(index);
    characterIndexOf('a');
    expect(characterIndexOf(long)).not.toBe(index);
  });

  it('keeps a text of 8,192 characters and the one after it', () => {
    const [a, b] = ['x', 'y'].map((letter) => letter.repeat(8_192));
    const indexes = [a, b, a, b].map((text) => characterIndexOf(text ?? ''));
    expect(indexes[2]).toBe(indexes[0]);
    expect(indexes[3]).toBe(indexes[1]);
  });
});

describe('firstFrom', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [3, 1],
    [4, 2],
    [5, 2],
    [6, 3],
  ])('of 1, 3, 5 finds %d at %d', (wanted, place) => {
    expect(firstFrom([1, 3, 5], wanted)).toBe(place);
  });
});
