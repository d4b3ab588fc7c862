import { EdgeError } from './edge-error.js';
import { toProblem } from './problem.js';

it('a problem document says what is wrong, where, and in which request', () => {
  const error = new EdgeError('validation_error', 'the body has an unknown field', [
    { pointer: '/userNam', code: 'unknown_field', detail: 'found `userNam`, leave it out' },
  ]);
  expect(toProblem(error, 'req-1')).toEqual({
    type: 'urn:grantlog:error:validation_error',
    title: 'The request is malformed',
    status: 400,
    detail: 'the body has an unknown field',
    code: 'validation_error',
    requestId: 'req-1',
    errors: [{ pointer: '/userNam', code: 'unknown_field', detail: 'found `userNam`, leave it out' }],
  });
});
