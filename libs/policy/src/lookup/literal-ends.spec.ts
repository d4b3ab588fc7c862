import { commonEnds, literalEnds } from './literal-ends.js';

describe('literalEnds', () => {
  it.each([
    ['arn:a:s:::b', 'arn:a:s:::b', 'arn:a:s:::b'],
    ['arn:a:s:::*', 'arn:a:s:::', ''],
    ['arn:a:s:*::yz', 'arn:a:s:', '::yz'],
    ['arn:a:s:::ab*cd?yz', 'arn:a:s:::ab', 'yz'],
    ['arn:a:s:::a?', 'arn:a:s:::a', ''],
    ['arn:a:s:::home/${aws:username}/x', 'arn:a:s:::home/', '/x'],
    ['arn:a:s:::a${*}b*', 'arn:a:s:::a', ''],
    ['arn:a:s:::*a${*}b', 'arn:a:s:::', 'b'],
    ['arn:a:s:::a$b', 'arn:a:s:::a', ''],
    ['arn:a:s:::}a$b', 'arn:a:s:::}a', ''],
    ['arn:a:s:::a}b', 'arn:a:s:::a}b', 'arn:a:s:::a}b'],
    ['*', '', ''],
    ['arn:a:s', '', ''],
  ])('of %s are %j and %j', (pattern, beginning, ending) => {
    expect(literalEnds(pattern)).toEqual({ beginning, ending });
  });
});

describe('commonEnds', () => {
  const ends = (text: string) => ({ beginning: text, ending: text });

  it.each([
    [[], '', ''],
    [['abc'], 'abc', 'abc'],
    [['abcd', 'abd'], 'ab', 'd'],
    [['abc', ''], '', ''],
    [['aa', 'aaaa'], 'aa', 'aa'],
    [['aaaa', 'aa'], 'aa', 'aa'],
    [['team-1/x', 'team-2/x', 'tea'], 'tea', ''],
    [['x', 'y'], '', ''],
  ])('of %j are %j and %j', (texts, beginning, ending) => {
    expect(commonEnds(texts.map(ends))).toEqual({ beginning, ending });
  });
});
