import { parseTemplate, parseWildcards } from '../pattern/template.js';
import { arnPattern, splitArn } from './arn-pattern.js';

describe('arnPattern', () => {
  it.each<[string, string, boolean]>([
    ['arn:a:b:c:d:e', 'arn:a:b:c:d:e', true],
    ['arn:a:b:c:d:e', 'arn:a:b:c:d:e:f', false],
    ['arn:a:b:c:d:e*', 'arn:a:b:c:d:e:f', true],
    ['arn:a:b:*:d:e', 'arn:a:b::d:e', true],
    ['arn:a:b::d:e', 'arn:a:b:c:d:e', false],
    ['arn:a:*:d:e:f', 'arn:a:b:c:d:e:f', false],
    ['*:*:*:*:*:*', 'arn:a:b:c:d:e:f:g', true],
    ['*:*:*:*:*:*', 'arn:a:b:c:d', false],
    ['arn:a:b:c:d:', 'arn:a:b:c:d:', true],
    ['arn:a:b:?:d:e', 'arn:a:b:😀:d:e', true],
  ])('%s matches %s: %j', (pattern, arn, expected) => {
    expect(arnPattern(parseWildcards(pattern))?.matches(arn)).toBe(expected);
  });

  it.each(['', '*', 'arn:aws:*', 'a:b:c:d:e'])('%j is none', (text) => {
    expect(arnPattern(parseWildcards(text))).toBeUndefined();
  });
});

describe('splitArn', () => {
  const split = (text: string) => {
    const parts = splitArn(parseTemplate(text, { wildcards: true, variables: true }));
    return parts?.map((part) =>
      part.map((token) => (token.kind === 'text' ? token.text : `<${token.kind}>`)).join(''),
    );
  };

  it.each<[string, readonly string[] | undefined]>([
    ['a:b:c:d:e:f:g', ['a', 'b', 'c', 'd', 'e', 'f:g']],
    ['a:*:c::${x:y}z:f${u:v}:g', ['a', '<any>', 'c', '', '<variable>z', 'f<variable>:g']],
    [':::::', ['', '', '', '', '', '']],
    ['${a:b}:${c:d}', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});
