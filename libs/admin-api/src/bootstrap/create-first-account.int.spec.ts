import { randomBytes } from 'node:crypto';
import { AccessKeySecrets, MasterKey, SecretCipher } from '@grantlog/credentials';
import { type EventLog, openEmbeddedLog } from '@grantlog/event-log';
import { toEnvelope } from '@grantlog/events';
import { createFirstAccount } from './create-first-account.js';
import { accessKeyStore } from './key-stores.js';

const cipher = new SecretCipher(new MasterKey(randomBytes(32)));
const root = 'arn:aws:iam::123456789012:root';
const rootKey = { accessKeyId: 'AKIACONFIGURED', secretAccessKey: 'configured-secret' };

describe('the first account', () => {
  let log: EventLog;
  beforeAll(async () => {
    log = await openEmbeddedLog({ clock: () => new Date(), onError: () => undefined });
  }, 60_000);
  afterAll(() => log.close());

  const start = (account: string, key?: typeof rootKey) =>
    createFirstAccount(log, {
      scope: { partition: 'aws', account },
      cipher,
      random: randomBytes,
      ...(key === undefined ? {} : { rootKey: key }),
    });
  const secretOf = async (accessKeyId: string) =>
    (await new AccessKeySecrets(accessKeyStore(log), cipher).find(accessKeyId))?.secretAccessKey;

  it('is made with a random root key, which is told once', async () => {
    const first = await start('123456789012');
    if (first.status !== 'created' || first.madeKey === undefined) throw new Error('no key was made');
    expect(await secretOf(first.madeKey.accessKeyId)).toBe(first.madeKey.secretAccessKey);
    expect(await start('123456789012')).toEqual({ status: 'present' });
  });

  it('begins with the account and its root key, both done by the root', async () => {
    const events = (await log.read('123456789012', { limit: 10 })).map(toEnvelope);
    expect(events.map(({ type }) => type)).toEqual([
      'grantlog.AccountCreated',
      'grantlog.RootAccessKeyCreated',
    ]);
    expect(events[0]).toMatchObject({ revision: '1', actor: root, action: 'grantlog:CreateAccount' });
    expect(JSON.stringify(events)).not.toContain('secret');
  });

  it('takes a configured root key and does not tell it', async () => {
    expect(await start('200000000002', rootKey)).toEqual({ status: 'created' });
    expect(await secretOf(rootKey.accessKeyId)).toBe(rootKey.secretAccessKey);
    expect(await start('200000000002', rootKey)).toEqual({ status: 'present' });
  });

  it.each([
    ['id', { ...rootKey, accessKeyId: 'AKIAOTHER' }],
    ['secret', { ...rootKey, secretAccessKey: 'other' }],
  ])('ignores a root key with another %s, with a warning that tells no secret', async (_, other) => {
    const later = await start('200000000002', other);
    expect(later).toEqual({ status: 'present', warning: expect.stringContaining('is ignored') as unknown });
    expect(JSON.stringify(later)).not.toContain(other.secretAccessKey);
  });

  it('ignores the root key of another account', async () => {
    expect(await start('123456789012', rootKey)).toHaveProperty('warning');
  });

  it('is made by one of several that start at once', async () => {
    const starts = await Promise.all(Array.from({ length: 4 }, () => start('300000000003')));
    expect(starts.filter(({ status }) => status === 'created')).toHaveLength(1);
    expect((await log.head('300000000003'))?.revision).toBe(2n);
  });
});
