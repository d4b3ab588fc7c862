import { policySize } from './policy-limits.js';

describe('policySize', () => {
  it.each([
    ['', 0],
    ['{}', 2],
    [' { "a" :\t1 }\r\n', 7],
    ['"a b"', 4],
    ['é\u00a0', 2],
  ])('counts %j as %d', (text, size) => {
    expect(policySize(text)).toBe(size);
  });
});
