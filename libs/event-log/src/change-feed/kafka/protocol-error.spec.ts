import { isProtocolError } from './protocol-error.js';

const names = ['UNKNOWN_TOPIC_OR_PARTITION'];

describe('an error of the protocol', () => {
  it('is found by its name, in what caused the error too', () => {
    const protocol = Object.assign(new Error('no topic'), { type: 'UNKNOWN_TOPIC_OR_PARTITION' });
    const wrapped = new Error('gave up', { cause: new Error('again', { cause: protocol }) });
    expect([protocol, wrapped].map((error) => isProtocolError(error, names))).toEqual([true, true]);
  });

  it('is nothing else', () => {
    const other = Object.assign(new Error('other'), { type: 'NOT_COORDINATOR_FOR_GROUP' });
    const others = [other, new Error('plain'), { type: 7 }, 'text', null, undefined];
    for (const error of others) expect(isProtocolError(error, names)).toBe(false);
  });
});
