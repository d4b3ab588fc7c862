import { literally, matches, wildcards } from './glob.js';

describe('a pattern', () => {
  it.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['?', '', false],
    ['?', '\u{1f600}', true],
    ['a*', 'a/b:c', true],
    ['a*', 'ba', false],
    ['*a*a*b', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', false],
    ['bucket/*/test/*', 'bucket/1/2/test/3/o', true],
    ['bucket/*/test/*', 'bucket//test/o', true],
    ['bucket/*/test/*', 'bucket/1/test/', true],
    ['bucket/*/test/*', 'bucket/test/o', false],
    ['bucket/*/test/*', 'bucket/1-test/o', false],
  ])('%s meets %s: %s', (pattern, text, expected) => {
    expect(matches(wildcards(pattern), text)).toBe(expected);
  });

  it('has no wildcards when it is read literally', () => {
    expect(matches(literally('a*'), 'a*')).toBe(true);
    expect(matches(literally('a*'), 'ab')).toBe(false);
  });
});
