import { charactersIn, lengthAt, lengthBefore } from './code-point.js';

const face = '😀';
const [high, low] = [face.charAt(0), face.charAt(1)];

describe('lengthAt', () => {
  it.each([
    ['a', 0, 1, 1],
    [face, 0, 2, 2],
    // The range ends inside of the pair, or begins there.
    [face, 0, 1, 1],
    [face, 1, 2, 1],
    [`a${face}`, 1, 3, 2],
    ['\uffff\uffff', 0, 2, 1],
    [high + high, 0, 2, 1],
    [low + high, 0, 2, 1],
    ['', 0, 0, 1],
  ])('of %j from %d to %d is %d', (text, offset, to, expected) => {
    expect(lengthAt(text, offset, to)).toBe(expected);
  });
});

describe('lengthBefore', () => {
  it.each([
    ['a', 0, 1, 1],
    [face, 0, 2, 2],
    [face, 1, 2, 1],
    [face, 0, 1, 1],
    [`${face}a`, 0, 3, 1],
    [`a${face}`, 0, 3, 2],
    [`a${face}`, 1, 3, 2],
    ['\uffff\uffff', 0, 2, 1],
    [low + low, 0, 2, 1],
    ['', 0, 0, 1],
  ])('of %j from %d to %d is %d', (text, from, offset, expected) => {
    expect(lengthBefore(text, from, offset)).toBe(expected);
  });
});

describe('charactersIn', () => {
  it.each([
    ['', 0],
    ['ab', 2],
    [`a${face}b${face}`, 4],
    [high, 1],
    [low + high, 2],
  ])('%j are %d', (text, expected) => {
    expect(charactersIn(text)).toBe(expected);
  });
});
