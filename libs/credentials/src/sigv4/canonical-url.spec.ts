import { canonicalPaths, canonicalQueries, splitTarget } from './canonical-url.js';

describe('canonical paths', () => {
  it.each([
    ['/', ['/']],
    ['/v1/users/ada', ['/v1/users/ada']],
    ['/v1/users/a%2Fb', ['/v1/users/a%2Fb', '/v1/users/a%252Fb']],
    ['/v1/users/a,b=c@d+e', ['/v1/users/a,b=c@d+e', '/v1/users/a%2Cb%3Dc%40d%2Be']],
    ["/!'()*", ["/!'()*", '/%21%27%28%29%2A']],
    ['/a//../b', ['/a//../b']],
  ])('of %s are as sent and encoded a second time', (path, expected) => {
    expect(canonicalPaths(path)).toEqual(expected);
  });
});

describe('canonical queries', () => {
  it.each([
    ['', ['']],
    ['a=1&b=2', ['a=1&b=2']],
    ['b=2&a=1', ['b=2&a=1', 'a=1&b=2']],
    ['a', ['a', 'a=']],
    ['k=b&k=a', ['k=b&k=a', 'k=a&k=b']],
    ['a-b=1&a=1', ['a-b=1&a=1', 'a=1&a-b=1']],
    ['a=b=c', ['a=b=c', 'a=b%3Dc']],
    ['p=/x/', ['p=/x/', 'p=%2Fx%2F']],
    ['a=%2f', ['a=%2f', 'a=%2F']],
    ['a=%zz', ['a=%zz']],
    ['a=1+2', ['a=1+2', 'a=1%2B2']],
  ])('of %s are as sent, sorted, and encoded anew', (query, expected) => {
    expect(canonicalQueries(query)).toEqual(expected);
  });
});

describe('a request target', () => {
  it.each([
    ['/a', { path: '/a', query: '' }],
    ['/a?', { path: '/a', query: '' }],
    ['/a?b?c', { path: '/a', query: 'b?c' }],
  ])('%s is split at the first question mark', (target, expected) => {
    expect(splitTarget(target)).toEqual(expected);
  });
});
