import { openLogger } from '@grantlog/platform';
import { loadFirst } from './load-first.js';

const logger = openLogger('silent');

describe('the account that a process begins with', () => {
  it('is loaded at once where it can be', async () => {
    const follower = {} as never;
    const { tried, loaded } = loadFirst({ open: () => Promise.resolve(follower) }, '123456789012', logger);
    await tried;
    await loaded;
  });

  it('is tried again after a failure, while the process serves', async () => {
    const outcomes = [() => Promise.reject(new Error('down')), () => Promise.resolve({} as never)];
    let tries = 0;
    const open = () => outcomes[tries++]?.() ?? Promise.resolve(undefined);
    const { tried, loaded } = loadFirst({ open }, '123456789012', logger);
    await tried;
    expect(tries).toBe(1);
    // Keeps Node running while the pause alone would not.
    const alive = setInterval(() => undefined, 1_000);
    await loaded;
    clearInterval(alive);
    expect(tries).toBe(2);
  });
});
