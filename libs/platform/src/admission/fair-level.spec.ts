import { fairLevel } from './fair-level.js';

describe('the fair level', () => {
  it.each([
    ['nobody is limited while all fit', [1, 2, 3], 6, Infinity],
    ['all are limited alike when all want too much', [10, 10], 6, 3],
    ['who wants less than the share gets it, the rest is for the others', [1, 10, 10], 9, 4],
    ['one alone gets everything', [10], 6, 6],
    ['nobody wants anything', [], 0, Infinity],
  ])('%s', (_, wanted, capacity, level) => {
    expect(fairLevel(wanted, capacity)).toBe(level);
  });

  it('uses the whole capacity and no more', () => {
    const wanted = [7, 1, 3, 900, 22, 22, 4];
    for (let capacity = 1; capacity < 959; capacity += 13) {
      const level = fairLevel(wanted, capacity);
      const got = wanted.reduce((total, each) => total + Math.min(each, level), 0);
      expect(got).toBeCloseTo(capacity, 6);
    }
  });
});
