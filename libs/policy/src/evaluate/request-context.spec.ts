import { ContextError, requestContext } from './request-context.js';

describe('requestContext', () => {
  it('finds keys that were written in any case by their lower case', () => {
    expect(requestContext([['aws:SourceIP', '10.0.0.1']]).get('aws:sourceip')).toBe('10.0.0.1');
  });

  it('does not know what it was not given', () => {
    const context = requestContext([]);
    expect(context.get('__proto__')).toBeUndefined();
    expect(context.get('constructor')).toBeUndefined();
  });

  it('keeps empty strings and lists', () => {
    const context = requestContext([
      ['a:b', ''],
      ['c:d', []],
    ]);
    expect([context.get('a:b'), context.get('c:d')]).toEqual(['', []]);
  });

  it('holds what its base holds', () => {
    const base = requestContext([['aws:username', 'ada']]);
    expect(requestContext([['a:b', 'x']], base).get('aws:username')).toBe('ada');
  });

  it('holds what is given for keys that neither it nor its base has', () => {
    const base = requestContext([['a:base', 'base']]);
    const otherwise = requestContext(['a:own', 'a:base', 'a:other'].map((key) => [key, 'otherwise']));
    const context = requestContext([['A:Own', 'own']], base, otherwise);
    expect(['a:own', 'a:base', 'a:other', 'a:none'].map((key) => context.get(key))).toEqual([
      'own',
      'base',
      'otherwise',
      undefined,
    ]);
  });

  it('refuses two spellings of one key', () => {
    const twice = (): unknown =>
      requestContext([
        ['aws:SourceIp', '10.0.0.1'],
        ['AWS:sourceip', '10.0.0.2'],
      ]);
    expect(twice).toThrow(ContextError);
    expect(twice).toThrow('the context key `AWS:sourceip` was given twice');
  });

  it('refuses a key that its base has already', () => {
    const base = requestContext([['aws:username', '']]);
    expect(() => requestContext([['aws:UserName', 'root']], base)).toThrow(ContextError);
  });
});
