import { incomingHeaders } from './incoming-credentials.js';

describe('incoming headers', () => {
  it('keep every value in order under lower-case names', () => {
    const raw = ['Host', 'a', 'Authorization', 'one', 'X-Tag', '1', 'authorization', 'two', 'x-tag', '2'];
    expect([...incomingHeaders(raw)]).toEqual([
      ['host', ['a']],
      ['authorization', ['one', 'two']],
      ['x-tag', ['1', '2']],
    ]);
  });

  it('are empty for nothing and are not confused by names of object members', () => {
    expect(incomingHeaders([]).size).toBe(0);
    expect(incomingHeaders(['__proto__', 'x']).get('__proto__')).toEqual(['x']);
    expect(incomingHeaders(['host', 'x']).get('constructor')).toBeUndefined();
  });
});
