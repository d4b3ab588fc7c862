import { CharacterIndex } from './character-index.js';
import { Glob } from './glob.js';
import { Segment } from './segment.js';
import { parseWildcards } from './template.js';
import type { Text } from './text.js';

/** Engines compare so many characters of whole texts at once, at least. */
const AT_ONCE = 8;

/** Counts what is looked at: characters of a text, and words of its index. */
class Counter {
  steps = 0;

  text(text: string): Text {
    return {
      length: text.length,
      charCodeAt: (index) => this.#count(1, text.charCodeAt(index)),
      codePointAt: (index) => this.#count(1, text.codePointAt(index)),
      startsWith: (wanted, from) => this.#count(wanted.length, text.startsWith(wanted, from)),
      slice: (from = 0, to = text.length) => this.#count((to - from) / AT_ONCE, text.slice(from, to)),
      indexOf: (wanted, from) => this.#count(text.length, text.indexOf(wanted, from)),
    };
  }

  index(text: Text): CharacterIndex {
    return new CountedIndex(text, () => (this.steps += 1));
  }

  #count<T>(steps: number, answer: T): T {
    this.steps += steps;
    return answer;
  }
}

class CountedIndex extends CharacterIndex {
  constructor(
    text: Text,
    private readonly count: () => void,
  ) {
    super(text);
  }

  override positionsOf(codePoint: number): ArrayLike<number> | undefined {
    return this.#counted(super.positionsOf(codePoint));
  }

  override bitsOf(codePoint: number): ArrayLike<number> | undefined {
    return this.#counted(super.bitsOf(codePoint));
  }

  #counted(numbers: ArrayLike<number> | undefined): ArrayLike<number> | undefined {
    return (
      numbers &&
      new Proxy(numbers, {
        get: (target, key) => {
          if (key === 'length') return target.length;
          this.count();
          return target[Number(key)];
        },
      })
    );
  }
}

function stepsOf(pattern: string, text: string): number {
  const counter = new Counter();
  const counted = counter.text(text);
  let index: CharacterIndex | undefined;
  new Glob(parseWildcards(pattern)).matches(
    counted,
    0,
    text.length,
    () => (index ??= counter.index(counted)),
  );
  return counter.steps;
}

/** The steps of looking for a segment in a text up to an offset, without those of making its index. */
function searchSteps(wanted: string, text: string, to: number): number {
  const counter = new Counter();
  const counted = counter.text(text);
  const index = counter.index(counted);
  counter.steps = 0;
  new Segment(parseWildcards(wanted)).endOfFirst(counted, 0, to, () => index);
  return counter.steps;
}

/** So many different characters. */
const different = (size: number) =>
  String.fromCodePoint(...Array.from({ length: size }, (_, index) => 0x4e00 + index));

/** Patterns that make other matchers go back again and again, with a text on which they fail late. */
const hostile: readonly [title: string, pattern: (size: number) => string, text: (size: number) => string][] =
  [
    ['many stars', (size) => `${'*a'.repeat(size / 2)}*b`, (size) => 'a'.repeat(size)],
    ['many stars and ?', (size) => `${'*a?'.repeat(size / 3)}*b`, (size) => 'a'.repeat(size)],
    ['a long literal', (size) => `*${'a'.repeat(size / 2)}b*`, (size) => 'a'.repeat(size)],
    [
      'a literal for which all runs are a little short',
      (size) => `*${'a'.repeat(size / 2)}*`,
      (size) => `${'a'.repeat(size / 2 - 1)}b`.repeat(2),
    ],
    ['a short literal', () => '*aaaaaaab*', (size) => 'a'.repeat(size)],
    ['a run of ?', () => `*${'a?'.repeat(20)}b*`, (size) => 'a'.repeat(size)],
    ['alternating letters', () => '*a?b*', (size) => 'ab'.repeat(size / 2)],
    ['letters of two code units', () => '*😀?b*', (size) => '😀b'.repeat(size / 3)],
    ['nothing but * and ?', (size) => '?*'.repeat(size / 2), (size) => 'a'.repeat(size)],
    ['letters that are all different', (size) => `*${different(size)}?*b`, (size) => different(size)],
    [
      'different letters, each by itself',
      (size) => `*${Array.from(different(size)).join('*')}`,
      (size) => different(size),
    ],
    ['an end that almost fits', (size) => `*${'a?'.repeat(size / 8)}`, (size) => `${'a'.repeat(size - 2)}bb`],
  ];

describe('the steps of a match', () => {
  it.each(hostile)('of %s double when pattern and text double', (_title, pattern, text) => {
    const sizes = [512, 1_024, 2_048, 4_096];
    const steps = sizes.map((size) => stepsOf(pattern(size), text(size)));
    for (const [position, count] of steps.entries()) {
      expect(count).toBeLessThanOrEqual(8 * (sizes[position] ?? 0));
      expect(count).toBeLessThanOrEqual(2.2 * (steps[position - 1] ?? count));
    }
  });

  it('of a long segment with ? are at most one for 32 pairs of letters', () => {
    for (const size of [1_024, 4_096]) {
      const steps = stepsOf(`*${'a?'.repeat(size / 4)}a*`, `${'a'.repeat(size / 2 - 1)}b`.repeat(2));
      expect(steps).toBeLessThanOrEqual((2 * (size / 4) * size) / 32 + 8 * size);
    }
  });

  it('are those of one reading of the text, however many patterns look into it', () => {
    const steps = [1, 100].map((patterns) => {
      const counter = new Counter();
      const text = counter.text('ab'.repeat(10_000));
      for (let each = 0; each < patterns; each += 1) new Glob(parseWildcards(`*b?${each}*`)).matches(text);
      return counter.steps;
    });
    expect(steps).toEqual([20_000, 20_000]);
  });

  it.each([
    [1, 1],
    [63, 63],
    [64, 8],
    [800, 100],
  ])('of a text of %d characters that is compared as a whole are %d', (size, expected) => {
    expect(stepsOf('a'.repeat(size), 'a'.repeat(size))).toBe(expected);
  });

  it('of a short text are only at places where the segment can still end in it', () => {
    // At each of six: two letters are compared, and one is stepped over.
    expect(searchSteps('ab?', 'x'.repeat(8), 8)).toBe(6 * 3);
  });

  it('end at the first rare letter that stands too far behind', () => {
    // Three to find the first of seven, and that one.
    expect(searchSteps('r?s', 'x'.repeat(2_000) + 'r'.repeat(7), 2_000)).toBe(4);
  });

  it('are one for 32 places at which already the first letter does not stand', () => {
    expect(searchSteps(`b?${'a?'.repeat(10)}`, 'a'.repeat(320) + 'b'.repeat(320), 320)).toBe(10);
  });

  it('are the same for any number of * beside each other', () => {
    const text = `a${'x'.repeat(100)}b`;
    expect(stepsOf('a****b', text)).toBe(stepsOf('a*b', text));
  });

  it('do not grow with the length of a text that cannot match', () => {
    expect(stepsOf('abc*', 'x'.repeat(4_096))).toBe(stepsOf('abc*', 'x'.repeat(8)));
  });
});
