import { inspect } from 'node:util';
import { AccessKeySecrets, sealAccessKeySecret } from './access-key-secrets.js';
import { adaKey, adaSecret, cipher, MemoryAccessKeyStore } from './authentication.fixture.js';

describe('access key secrets', () => {
  it('are opened once and then remembered', async () => {
    const store = new MemoryAccessKeyStore();
    const secrets = new AccessKeySecrets(store, cipher);
    expect(await secrets.find(adaKey.accessKeyId)).toEqual({ key: adaKey, secretAccessKey: adaSecret });
    await secrets.find(adaKey.accessKeyId);
    expect(store.asked).toHaveLength(1);
  });

  it('are looked for again when they were not found, so that a new key works at once', async () => {
    const store = new MemoryAccessKeyStore();
    store.keys = [];
    const secrets = new AccessKeySecrets(store, cipher);
    expect(await secrets.find(adaKey.accessKeyId)).toBeUndefined();
    store.keys = [adaKey];
    expect(await secrets.find(adaKey.accessKeyId)).toBeDefined();
  });

  it.each([
    ['another account', { account: '210987654321' }],
    ['another key', { accessKeyId: 'AKIAOTHEROTHEROTHERO' }],
  ])('do not open in the row of %s', async (_, changes) => {
    const store = new MemoryAccessKeyStore();
    const moved = { ...adaKey, ...changes };
    store.keys = [moved];
    const secrets = new AccessKeySecrets(store, cipher);
    await expect(secrets.find(moved.accessKeyId)).rejects.toMatchObject({ code: 'broken_seal' });
  });

  it('are not readable in the stored key', () => {
    const sealed = sealAccessKeySecret(cipher, adaKey, adaSecret);
    expect(inspect({ ...adaKey, sealed })).not.toContain(adaSecret);
  });
});
