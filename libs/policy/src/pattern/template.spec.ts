import { requestContext } from '../evaluate/request-context.js';
import { hasValues, isConstant, parseTemplate, parseWildcards, resolveTemplate, textOf } from './template.js';

const everything = { wildcards: true, variables: true };
const context = requestContext([
  ['aws:username', 'a*b?${aws:userid}'],
  ['aws:userid', 'AIDA1'],
  ['aws:TagKeys', ['x']],
  ['empty:key', ''],
]);

describe('parseTemplate', () => {
  it('tells text, wildcards and variables apart', () => {
    expect(parseTemplate('a*?${aws:UserName}b', everything)).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'any' },
      { kind: 'one' },
      { kind: 'variable', key: 'aws:username', fallback: undefined },
      { kind: 'text', text: 'b' },
    ]);
  });

  it('takes wildcards as text where they have no meaning', () => {
    expect(parseTemplate('a*?', { wildcards: false, variables: true })).toEqual([
      { kind: 'text', text: 'a*?' },
    ]);
  });

  it('takes variables as text where they have no meaning', () => {
    expect(parseTemplate('${a}', { wildcards: true, variables: false })).toEqual([
      { kind: 'text', text: '${a}' },
    ]);
    expect(parseTemplate('${*}', { wildcards: true, variables: false })).toContainEqual({ kind: 'any' });
  });

  it('takes what begins no variable as text', () => {
    expect(parseTemplate('a${}b', everything)).toEqual([{ kind: 'text', text: 'a${}b' }]);
    expect(parseWildcards('${a}*')).toEqual([{ kind: 'text', text: '${a}' }, { kind: 'any' }]);
  });

  it('takes escaped characters as text', () => {
    const template = parseTemplate('${*}${?}${$}{a}', everything);
    expect(isConstant(template) && textOf(template)).toBe('*?${a}');
  });
});

describe('resolveTemplate', () => {
  const resolved = (text: string) => resolveTemplate(parseTemplate(text, everything), context);

  it('replaces a variable by its value as text, only once', () => {
    expect(resolved('${aws:username}')).toEqual([{ kind: 'text', text: 'a*b?${aws:userid}' }]);
  });

  it('keeps everything else', () => {
    expect(resolved('a*${aws:userid}?b')).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'any' },
      { kind: 'text', text: 'AIDA1' },
      { kind: 'one' },
      { kind: 'text', text: 'b' },
    ]);
  });

  it.each([
    ["${no:key, 'x*'}", 'x*'],
    ["${empty:key, 'x'}", ''],
    ["${aws:tagkeys, 'x'}", 'x'],
  ])('resolves %j to %j', (text, expected) => {
    expect(textOf(resolved(text) ?? [])).toBe(expected);
  });

  it.each(['${no:key}', 'a${aws:userid}${no:key}', '${aws:TagKeys}'])('has no value for %j', (text) => {
    expect(resolved(text)).toBeUndefined();
  });
});

describe('a template without variables', () => {
  it('is its own answer', () => {
    const template = parseTemplate('a*', everything);
    expect(resolveTemplate(template, context)).toBe(template);
    expect(hasValues(template, context)).toBe(true);
  });

  it('has no empty texts', () => {
    expect(parseWildcards('')).toEqual([]);
    expect(parseWildcards('*a?')).toEqual([{ kind: 'any' }, { kind: 'text', text: 'a' }, { kind: 'one' }]);
  });

  it('has the text between its wildcards', () => {
    expect(textOf(parseWildcards('a*b?c'))).toBe('abc');
  });
});

describe('hasValues', () => {
  it.each([
    ['a${aws:userid}*', true],
    ["${no:key, ''}", true],
    ['${empty:key}', true],
    ['${no:key}', false],
    ['${aws:userid}${no:key}', false],
    ['${aws:TagKeys}', false],
    ["${aws:TagKeys, 'x'}", true],
  ])('of %j is %j', (text, expected) => {
    expect(hasValues(parseTemplate(text, everything), context)).toBe(expected);
  });
});
