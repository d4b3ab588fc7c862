import { parseTemplate } from '../pattern/template.js';
import { commonEnds, literalEnds } from './literal-ends.js';

const syntax = { wildcards: true, variables: true };

describe('literalEnds', () => {
  it.each([
    ['abc', 'abc', 'abc'],
    ['', '', ''],
    ['*', '', ''],
    ['ab*', 'ab', ''],
    ['*yz', '', 'yz'],
    ['ab*cd?yz', 'ab', 'yz'],
    ['a?', 'a', ''],
    ['home/${aws:username}/x', 'home/', '/x'],
    ['a${*}b*', 'a*b', ''],
    ['*a${*}b', '', 'a*b'],
  ])('of %s are %j and %j', (text, beginning, ending) => {
    expect(literalEnds(parseTemplate(text, syntax))).toEqual({ beginning, ending });
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
