import { withRevealed } from './write-answer.js';

describe('what is revealed once', () => {
  it('joins the entity of the same name', () => {
    const body = { accessKey: { userName: 'ada', status: 'Active' } };
    const revealed = { accessKey: { secretAccessKey: 's' } };
    expect(withRevealed(body, revealed)).toEqual({
      accessKey: { userName: 'ada', status: 'Active', secretAccessKey: 's' },
    });
  });

  it('stands beside everything else, and replaces what is no entity', () => {
    expect(withRevealed({ user: { userName: 'ada' }, size: 1, list: [1] }, { size: 2, list: [2] })).toEqual({
      user: { userName: 'ada' },
      size: 2,
      list: [2],
    });
  });
});
