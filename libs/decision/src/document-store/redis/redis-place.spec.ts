import { readPlace } from './redis-place.js';

describe('the address of a Redis', () => {
  it('is one server or several nodes, with the user of the first', () => {
    expect(readPlace({ url: 'redis://ada:s%40crt@one:6379, redis://two:6380' })).toEqual({
      urls: ['redis://ada:s%40crt@one:6379', 'redis://two:6380'],
      credentials: { username: 'ada', password: 's@crt' },
      isEncrypted: false,
    });
    expect(readPlace({ url: 'rediss://one', tls: { ca: 'certificate' } })).toMatchObject({
      isEncrypted: true,
      credentials: {},
    });
  });

  it.each(['', 'one:6379', 'http://one', 'redis://', 'redis://one,', 'redis://one,two'])(
    'is not `%s`',
    (url) => {
      expect(() => readPlace({ url })).toThrow('must look like `redis://host:6379`');
    },
  );

  it('does not mix encrypted and plain nodes, or certificates and plain nodes', () => {
    expect(() => readPlace({ url: 'redis://one,rediss://two' })).toThrow('begin alike');
    expect(() => readPlace({ url: 'redis://one', tls: { ca: 'certificate' } })).toThrow('`rediss://`');
  });

  it('has a password that is percent-encoded', () => {
    expect(() => readPlace({ url: 'redis://ada:canary%zz@one' })).toThrow(/^(?!.*canary).*percent-encoded/);
  });

  it('never repeats a password in an error', () => {
    expect(() => readPlace({ url: 'redis://ada:canary@one,http://x' })).toThrow(/^(?!.*canary)/);
  });
});
