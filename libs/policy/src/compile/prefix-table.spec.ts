import { PrefixTable } from './prefix-table.js';

function found(prefixes: readonly string[], text: string, stopAt?: string): readonly string[] {
  const visited: string[] = [];
  const visit = (prefix: string): boolean => {
    visited.push(prefix);
    return prefix === stopAt;
  };
  new PrefixTable(new Map(prefixes.map((prefix) => [prefix, [prefix]]))).visit(text, { visit });
  return visited;
}

describe('PrefixTable', () => {
  it.each<[readonly string[], string, readonly string[]]>([
    [[], 'a', []],
    [['a'], '', []],
    [[''], 'x', ['']],
    [['a', 'b', 'ab'], 'abc', ['ab', 'a']],
    [['a', 'ab', 'abc', 'abd'], 'abcx', ['abc', 'ab', 'a']],
    [['a', 'ab', 'abx'], 'aby', ['ab', 'a']],
    [['b', 'c'], 'a', []],
    [['a', 'aa', 'ab'], 'az', ['a']],
  ])('of %j finds in %j', (prefixes, text, expected) => {
    expect(found(prefixes, text)).toEqual(expected);
    expect(found(prefixes.toReversed(), text)).toEqual(expected);
  });

  it('finds what trying every prefix finds', () => {
    const words = ['', 'a', 'b'].flatMap((x) =>
      ['', 'a', 'b'].flatMap((y) => ['', 'a', 'b'].map((z) => x + y + z)),
    );
    const texts = [...new Set(words)];
    for (let round = 0; round < 200; round += 1) {
      const prefixes = texts.filter((_, index) => ((round * 2_654_435_761) >>> (index % 29)) % 3 === 0);
      for (const text of texts) {
        expect(found(prefixes, text).toSorted()).toEqual(
          prefixes.filter((each) => text.startsWith(each)).toSorted(),
        );
      }
    }
  });

  it('stops when the visitor has seen enough', () => {
    expect(found(['a', 'ab', 'abc'], 'abc', 'ab')).toEqual(['abc', 'ab']);
  });
});
