import { rows } from '../execution/rows.fixture.js';
import { operationControllers } from './operation-controllers.js';

describe('the controllers of a catalogue', () => {
  it('are named after their operations', () => {
    expect(operationControllers(rows).map(({ name }) => name)).toContain('CreateUserController');
  });

  it('are not made of two operations at one place, however their parameters are called', () => {
    const [row] = rows.filter(({ name }) => name === 'GetUser');
    if (row === undefined) throw new Error('the fixture has no GetUser');
    const twin = { ...row, name: 'Twin', path: '/users/{otherName}' };
    expect(() => operationControllers([...rows, twin])).toThrow('two operations are at `GET /users/:`');
  });
});
