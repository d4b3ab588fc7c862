import { PrefixTable, shortest } from './prefix-table.js';

/** The prefixes of a text, in the order in which the table gives them. */
function found(prefixes: readonly string[], text: string): readonly (string | undefined)[] {
  const table = new PrefixTable(prefixes.map((prefix) => [prefix, prefix]));
  const visited = [];
  for (let at = table.longestOf(text); at >= 0; at = table.shorterThan(at)) visited.push(table.valueAt(at));
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
        expect(found(prefixes, text).map(String).toSorted()).toEqual(
          prefixes.filter((each) => text.startsWith(each)).toSorted(),
        );
      }
    }
  });

  it('has nothing at a position that it did not name', () => {
    const table = new PrefixTable([['a', 1]]);
    expect([table.valueAt(-1), table.valueAt(1), table.shorterThan(1)]).toEqual([undefined, undefined, -1]);
  });
});

describe('shortest', () => {
  it('leaves out what begins with another prefix, and doubles', () => {
    expect(shortest(['b', 'ab', 'a', 'b', 'abc', 'ba'])).toEqual(['a', 'b']);
    expect(shortest(['', 'a'])).toEqual(['']);
  });
});
