import { CallsInFlight } from './calls-in-flight.js';

describe('the calls in flight of an account', () => {
  const never = () => new Promise<never>(() => undefined);

  it('are bounded, and those of another account are not touched', async () => {
    const calls = new CallsInFlight(2);
    void calls.run('a', never);
    void calls.run('a', never);
    await expect(calls.run('a', never)).rejects.toMatchObject({ code: 'too_many_requests' });
    expect(await calls.run('b', () => Promise.resolve('done'))).toBe('done');
    expect(calls).toMatchObject({ total: 2, refused: 1 });
  });

  it('make room when they end, however they end', async () => {
    const calls = new CallsInFlight(1);
    await calls.run('a', () => Promise.resolve());
    await expect(calls.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await calls.run('a', () => Promise.resolve(1))).toBe(1);
    expect(calls).toMatchObject({ total: 0, refused: 0 });
  });
});
