import { createHash } from 'node:crypto';
import { MasterKey } from '../secret-cipher/master-key.js';
import { SecretCipher } from '../secret-cipher/secret-cipher.js';
import { tokenLimits } from '../token-limits.js';
import { at, deployment, MemorySigningKeyStore, noon } from './session.fixture.js';
import { SigningKeyRing } from './signing-key-ring.js';

const daySeconds = 86_400;
const periodSeconds = tokenLimits.signingPeriodMs / 1_000;
const publicationSeconds = tokenLimits.signingKeyPublicationMs / 1_000;

describe('a signing key ring', () => {
  it('makes the first key when there is none, and it signs at once', async () => {
    const { ring, store } = deployment();
    const { kid } = await ring.signingKey(noon);
    expect(store.keys.map((key) => key.kid)).toEqual([kid]);
  });

  it('stores the thumbprint as id, the public key in the clear and the private key sealed', async () => {
    const { ring, store } = deployment();
    const { kid, privateKey } = await ring.signingKey(noon);
    const [stored] = store.keys;
    expect(createHash('sha256').update(String(stored?.publicJwk)).digest('base64url')).toBe(kid);
    expect(stored?.publicJwk).toMatch(/^\{"crv":"Ed25519","kty":"OKP","x":"[\w-]{43}"\}$/);
    const { d } = privateKey.export({ format: 'jwk' });
    expect(JSON.stringify(stored)).not.toContain(String(d));
    expect(JSON.stringify(stored)).not.toContain('PRIVATE KEY');
  });

  it('verifies for a longest session and the skew after it stopped signing', async () => {
    const { ring, store } = deployment();
    await ring.signingKey(noon);
    expect(store.keys[0]?.validFrom).toEqual(noon);
    expect(store.keys[0]?.validUntil).toEqual(at(periodSeconds + 36 * 3_600 + 60));
  });

  it('keeps one key for the whole period and reads the store only once', async () => {
    const { ring, store } = deployment();
    const { kid } = await ring.signingKey(noon);
    const { readings } = store;
    expect((await ring.signingKey(at(periodSeconds - daySeconds - 1))).kid).toBe(kid);
    expect(store.keys).toHaveLength(1);
    expect(store.readings).toBe(readings);
  });

  it('makes a successor a day before the end, which signs once it was published for ten minutes', async () => {
    const { ring, store } = deployment();
    const first = await ring.signingKey(noon);
    const renewal = periodSeconds - daySeconds;
    expect((await ring.signingKey(at(renewal))).kid).toBe(first.kid);
    expect(store.keys).toHaveLength(2);
    expect((await ring.signingKey(at(renewal + publicationSeconds - 1))).kid).toBe(first.kid);
    const second = await ring.signingKey(at(renewal + publicationSeconds));
    expect(second.kid).toBe(store.keys[1]?.kid);
    expect(store.keys).toHaveLength(2);
  });

  it('never signs with a key whose period is over, however long nobody asked', async () => {
    const { ring, store } = deployment();
    const first = await ring.signingKey(noon);
    const later = await ring.signingKey(at(periodSeconds));
    expect(later.kid).not.toBe(first.kid);
    expect(store.keys).toHaveLength(2);
  });

  it('makes one key for many callers at once', async () => {
    const { ring, store } = deployment();
    const keys = await Promise.all(Array.from({ length: 20 }, () => ring.signingKey(noon)));
    expect(new Set(keys.map((key) => key.kid)).size).toBe(1);
    expect(store.keys).toHaveLength(1);
  });

  it('uses the key that another process made instead of adding its own', async () => {
    const { ring, store } = deployment();
    const { kid } = await ring.signingKey(noon);
    expect((await deployment(store).ring.signingKey(at(5))).kid).toBe(kid);
    expect(store.keys).toHaveLength(1);
  });

  it('agrees on one key with a process that added another at the same time', async () => {
    const store = new MemorySigningKeyStore();
    const [one, other] = [deployment(store).ring, deployment(store).ring];
    await Promise.all([one.signingKey(noon), other.signingKey(noon)]);
    expect(store.keys).toHaveLength(2);
    const third = await deployment(store).ring.signingKey(at(1));
    const later = await deployment(store).ring.signingKey(at(publicationSeconds));
    expect(later.kid).toBe((await one.signingKey(at(publicationSeconds))).kid);
    expect(store.keys.map((key) => key.kid)).toContain(third.kid);
  });

  it('tries again after the store failed', async () => {
    const { ring, store } = deployment();
    store.failure = new Error('store is down');
    await expect(ring.signingKey(noon)).rejects.toThrow('store is down');
    store.failure = undefined;
    await expect(ring.signingKey(noon)).resolves.toHaveProperty('kid');
  });

  it('says so when the store does not keep what was added', async () => {
    const { ring, store } = deployment();
    store.add = () => Promise.resolve();
    await expect(ring.signingKey(noon)).rejects.toThrow(/does not list the key/);
  });

  it('names the master key that sealed the stored key when it is not configured', async () => {
    const { ring, store } = deployment();
    await ring.signingKey(noon);
    const sealedWith = String(store.keys[0]?.sealedPrivateKey.keyId);
    const stranger = new SigningKeyRing(store, new SecretCipher(new MasterKey(new Uint8Array(32).fill(9))));
    await expect(stranger.signingKey(noon)).rejects.toThrow(sealedWith);
  });
});
