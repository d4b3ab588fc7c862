import { hasVariable, malformedVariable, variableAt, variableKeys } from './variable.js';

describe('variableAt', () => {
  it.each([
    ['${aws:username}', { kind: 'key', key: 'aws:username', fallback: undefined, end: 15 }],
    [
      '${aws:PrincipalTag/team}x',
      { kind: 'key', key: 'aws:PrincipalTag/team', fallback: undefined, end: 24 },
    ],
    ["${a, 'b c'}", { kind: 'key', key: 'a', fallback: 'b c', end: 11 }],
    ["${a,''}", { kind: 'key', key: 'a', fallback: '', end: 7 }],
    ["${a , '}' }", { kind: 'key', key: 'a', fallback: '}', end: 11 }],
    ['${*}', { kind: 'character', character: '*', end: 4 }],
    ['${?}', { kind: 'character', character: '?', end: 4 }],
    ['${$}', { kind: 'character', character: '$', end: 4 }],
  ])('reads %j', (text, expected) => {
    expect(variableAt(text, 0)).toEqual(expected);
  });

  it.each([
    '',
    '$',
    '$a',
    '${',
    '${}',
    '${a',
    '${a b}',
    '${ a}',
    '${a, b}',
    "${a, 'b}",
    '${${a}}',
    '${**}',
    '{a}',
  ])('finds none in %j', (text) => {
    expect(variableAt(text, 0)).toBeUndefined();
  });

  it('looks only at the given offset', () => {
    expect(variableAt('x${a}', 0)).toBeUndefined();
    expect(variableAt('x${a}', 1)).toMatchObject({ key: 'a', end: 5 });
  });
});

describe('malformedVariable', () => {
  it.each([
    ['plain $ text', undefined],
    ['${a}${b}', undefined],
    ['${a}-${b', '${b'],
    ['${}', '${}'],
    ['${a b}', '${a b}'],
  ])('finds in %j: %j', (text, expected) => {
    expect(malformedVariable(text)).toBe(expected);
  });
});

describe('hasVariable', () => {
  it.each([
    ['x', false],
    ['${', false],
    ['${ ${a}', true],
    ['x${a}', true],
    ['x${a', false],
    ['${*}', true],
  ])('says of %j: %j', (text, expected) => {
    expect(hasVariable(text)).toBe(expected);
  });

  it('takes its time only once on a text full of beginnings', () => {
    expect(hasVariable("${a, '".repeat(50_000))).toBe(false);
    expect(hasVariable('${'.repeat(100_000))).toBe(false);
    expect(hasVariable(`\${${'a'.repeat(200_000)}`)).toBe(false);
  });
});

describe('variableKeys', () => {
  it.each<[string, readonly string[]]>([
    ['x', []],
    ['${a:b}', ['a:b']],
    ["x${A:b}${*}${c, 'd'}y${A:b}", ['A:b', 'c', 'A:b']],
    ['${${a}', ['a']],
    ['${ a}${b', []],
    ['${', []],
  ])('of %j are %j', (text, expected) => {
    expect(variableKeys(text)).toEqual(expected);
  });
});
