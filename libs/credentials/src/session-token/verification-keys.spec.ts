import { generateKeyPairSync } from 'node:crypto';
import { at, deployment, noon } from './session.fixture.js';

async function withOneKey() {
  const { ring, keys, store } = deployment();
  const { kid } = await ring.signingKey(noon);
  store.readings = 0;
  return { ring, keys, store, kid };
}

describe('verification keys', () => {
  it('are read once for a key that is there', async () => {
    const { keys, kid, store } = await withOneKey();
    expect((await keys.find(kid, noon))?.asymmetricKeyType).toBe('ed25519');
    await keys.find(kid, at(3_600));
    expect(store.readings).toBe(1);
  });

  it('are read again for an unknown key, at once when the last look is a second old', async () => {
    const { keys, kid, store } = await withOneKey();
    await keys.find(kid, noon);
    store.keys.push({ ...structuredClone(await anotherKey()), validFrom: at(1) });
    const added = String(store.keys[1]?.kid);
    expect(await keys.find(added, at(0.5))).toBeUndefined();
    expect(await keys.find(added, at(1))).toBeDefined();
    expect(store.readings).toBe(2);
  });

  it('ask the source once for a flood of forged key ids', async () => {
    const { keys, store } = await withOneKey();
    const forged = Array.from({ length: 100 }, (_, index) => keys.find(`forged-${index}`, noon));
    expect(new Set(await Promise.all(forged))).toEqual(new Set([undefined]));
    await keys.find('forged', at(0.9));
    expect(store.readings).toBe(1);
  });

  it('keep verifying with known keys while the source is down, and do not judge unknown ones', async () => {
    const { keys, kid, store } = await withOneKey();
    await keys.find(kid, noon);
    store.failure = new Error('source is down');
    expect(await keys.find(kid, at(60))).toBeDefined();
    await expect(keys.find('unknown', at(60))).rejects.toThrow('source is down');
  });

  it('verify nothing before and after their time', async () => {
    const { keys, kid, store } = await withOneKey();
    const validUntil = store.keys[0]?.validUntil ?? noon;
    expect(await keys.find(kid, at(-61))).toBeUndefined();
    expect(await keys.find(kid, at(-60))).toBeDefined();
    expect(await keys.find(kid, validUntil)).toBeDefined();
    expect(await keys.find(kid, new Date(validUntil.getTime() + 1))).toBeUndefined();
  });

  it('forget a key that was taken out of the source when they are read again', async () => {
    const { keys, kid, store } = await withOneKey();
    await keys.find(kid, noon);
    store.keys = [];
    await keys.reload(noon);
    expect(keys.known(kid, noon)).toBeUndefined();
  });

  it('are published as a key set without private members and without keys whose time is over', async () => {
    const { keys, kid, store } = await withOneKey();
    const { keys: published } = await keys.publicKeySet(noon);
    expect(published).toEqual([
      { kty: 'OKP', crv: 'Ed25519', x: published[0]?.x, kid, alg: 'EdDSA', use: 'sig' },
    ]);
    expect(JSON.parse(String(store.keys[0]?.publicJwk))).toHaveProperty('x', published[0]?.x);
    const after = new Date((store.keys[0]?.validUntil.getTime() ?? 0) + 1);
    expect(await keys.publicKeySet(after)).toEqual({ keys: [] });
  });

  it('are read for the published set at most once a second', async () => {
    const { keys, store } = await withOneKey();
    await Promise.all([keys.publicKeySet(noon), keys.publicKeySet(noon), keys.publicKeySet(noon)]);
    await keys.publicKeySet(at(0.9));
    expect(store.readings).toBe(1);
    await keys.publicKeySet(at(1));
    expect(store.readings).toBe(2);
  });

  it('are read again after the clock was set back', async () => {
    const { keys, kid, store } = await withOneKey();
    const late = store.keys;
    store.keys = [];
    await keys.find(kid, at(7_200));
    store.keys = late;
    expect(await keys.find(kid, noon)).toBeDefined();
  });

  it('refuse a stored key of another kind and name it', async () => {
    const { keys, store } = await withOneKey();
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicJwk = JSON.stringify(publicKey.export({ format: 'jwk' }));
    store.keys = [{ ...(await anotherKey()), kid: 'odd-one', publicJwk }];
    await expect(keys.find('odd-one', noon)).rejects.toThrow('`odd-one` is not an Ed25519 key');
  });
});

async function anotherKey() {
  const { ring, store } = deployment();
  await ring.signingKey(noon);
  const [key] = store.keys;
  if (key === undefined) throw new Error('no key was made');
  return key;
}
