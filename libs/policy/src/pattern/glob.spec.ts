import { Glob } from './glob.js';
import { parseWildcards } from './template.js';

const matches = (pattern: string, text: string) => new Glob(parseWildcards(pattern)).matches(text);

/** The rules as plainly as they can be said: what a pattern means, without regard to cost. */
function matchesPlainly(pattern: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '*')
    return matchesPlainly(rest, text) || (text.length > 0 && matchesPlainly(pattern, text.slice(1)));
  return text.length > 0 && (first === '?' || first === text[0]) && matchesPlainly(rest, text.slice(1));
}

function* wordsOver(alphabet: readonly string[], maxLength: number): Generator<string> {
  yield '';
  if (maxLength === 0) return;
  for (const word of wordsOver(alphabet, maxLength - 1)) for (const letter of alphabet) yield letter + word;
}

describe('Glob', () => {
  it.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['**', 'anything', true],
    ['a', 'a', true],
    ['a', 'A', false],
    ['a*', 'a', true],
    ['*a', 'ba', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['?', '', false],
    ['?', '😀', true],
    ['??', '😀', false],
    ['*?', '😀', true],
    ['*??', '😀', false],
    ['?*😀', '😀😀', true],
    ['*.?xt*', 'a.b.txt', true],
    ['*ab?d*', 'abcabed', true],
    ['.+[a]', '.+[a]', true],
    ['.*', 'x', false],
    ['a'.repeat(70), 'a'.repeat(70), true],
    ['a'.repeat(70), 'b'.repeat(70), false],
    [`${'a'.repeat(70)}*`, `${'b'.repeat(70)}c`, false],
    [`*${'a'.repeat(70)}`, `c${'b'.repeat(70)}`, false],
    ['bucket/*/test/*', 'bucket/1/2/test/3/o', true],
    ['bucket/*/test/*', 'bucket//test/o', true],
    ['bucket/*/test/*', 'bucket/test/o', false],
    ['bucket/*/test/*', 'bucket/1-test/o', false],
  ])('%j on %j: %j', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('matches only inside the given range', () => {
    const glob = new Glob(parseWildcards('b*?d'));
    expect(glob.matches('abcda', 1, 4)).toBe(true);
    expect(glob.matches('abcda', 1, 5)).toBe(false);
    expect(glob.matches('abcda', 0, 4)).toBe(false);
  });

  it('agrees with the plain rules on every small pattern and text', () => {
    const texts = [...wordsOver(['a', 'b'], 6)];
    const wrong: string[] = [];
    for (const pattern of wordsOver(['a', 'b', '*', '?'], 5)) {
      const glob = new Glob(parseWildcards(pattern));
      for (const text of texts) {
        if (glob.matches(text) !== matchesPlainly(Array.from(pattern), Array.from(text)))
          wrong.push(`${pattern} on ${text}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['a*', 4_000, 'b'],
    ['*a', 4_000, 'b'],
    ['?*', 4_000, ''],
    ['*?a', 2_000, 'b'],
  ])('finishes on %j, repeated, against a long text that does not match', (piece, count, end) => {
    expect(matches(piece.repeat(count) + end, `${'a'.repeat(60_000)}c`)).toBe(end === '');
  });

  it('finishes on one long segment that almost occurs everywhere', () => {
    const almost = 'a'.repeat(3_000);
    expect(matches(`*b${almost}*`, 'a'.repeat(60_000))).toBe(false);
    expect(matches(`*${almost}b*`, 'a'.repeat(60_000))).toBe(false);
    expect(matches(`*${almost}?b*`, 'a'.repeat(60_000))).toBe(false);
    expect(matches(`*${almost}b*`, `${'a'.repeat(60_000)}bc`)).toBe(true);
    expect(matches(`*${almost}?b*`, `${'a'.repeat(60_000)}bc`)).toBe(true);
  });
});
