import type { CopiedSigningKeys } from '@grantlog/decision';
import { signingKeySource } from './signing-key-source.js';

const key = { kid: 'k1', publicJwk: '{}', validFrom: new Date(0), validUntil: new Date(1) };

function given(log: { keys?: readonly (typeof key)[] }, copied?: CopiedSigningKeys) {
  const world = { copied };
  const source = signingKeySource(
    {
      logId: 'one',
      publicSigningKeys: () =>
        log.keys === undefined ? Promise.reject(new Error('the log is down')) : Promise.resolve(log.keys),
    },
    {
      signingKeys: () => Promise.resolve(world.copied),
      putSigningKeys: (keys) => {
        world.copied = keys;
        return Promise.resolve();
      },
    },
  );
  return { source, world };
}

describe('the signing keys of a process without secrets', () => {
  it('come from the log, which refreshes the copy', async () => {
    const { source, world } = given({ keys: [key] });
    expect(await source.list()).toEqual([key]);
    expect(world.copied).toEqual({ logId: 'one', keys: [key] });
  });

  it('come from the copy while the log is down', async () => {
    const { source } = given({}, { logId: 'one', keys: [key] });
    expect(await source.list()).toEqual([key]);
  });

  it.each([undefined, { logId: 'other', keys: [key] }])(
    'are not known when the log is down and the copy is %j',
    async (copied) => {
      await expect(given({}, copied).source.list()).rejects.toThrow('the log is down');
    },
  );
});
