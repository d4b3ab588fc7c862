import { shrink } from './shrink.js';

describe('shrinking', () => {
  it('leaves nothing out without which it no longer fails', () => {
    const failing = { list: [1, 2, 3, { deep: ['a', 'b'], other: true }], more: { x: 1 } };
    const fails = (candidate: typeof failing) => JSON.stringify(candidate).includes('"b"');

    expect(shrink(failing, fails)).toEqual({ list: [{ deep: ['b'] }] });
  });

  it('keeps what cannot get smaller', () => {
    expect(shrink([1, 2], ({ length }) => length === 2)).toEqual([1, 2]);
  });
});
