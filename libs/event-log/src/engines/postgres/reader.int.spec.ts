import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { administer, postgresForTests } from '@grantlog/testing';
import { AccountUnderTest, foldOf, sorted } from '../../acceptance/account-under-test.fixture.js';
import { migrate } from '../sql/migrations/migrate.js';
import { migrations } from '../sql/migrations/migrations.js';
import { migratePostgres, openPostgresLog, openPostgresReader } from './open-postgres-log.js';
import { openPostgres } from './postgres-driver.js';

jest.setTimeout(60_000);

const server = await postgresForTests();
const grants = new URL('../../../../../deploy/postgres/reader-grants.sql', import.meta.url);

(server === undefined ? describe.skip : describe)('a reader of the log on PostgreSQL', () => {
  const newDatabase = () => server?.createDatabase() ?? Promise.reject(new Error('there is no server'));
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const clock = () => new Date('2026-01-01T00:00:00Z');
  const roles: string[] = [];

  afterEach(() => {
    errors.length = 0;
  });

  afterAll(async () => {
    for (const [url, role] of roles.map((text) => text.split(' '))) {
      if (url !== undefined) await administer(url, `drop owned by ${role}; drop role ${role}`);
    }
    await server?.stop();
  });

  /** The address of a user who may do what the deployment grants to readers, and nothing else. */
  const readerOf = async (url: string): Promise<string> => {
    const role = `grantlog_reader_${randomBytes(6).toString('hex')}`;
    await administer(url, `create role ${role} login password 'secret'`);
    roles.push(`${url} ${role}`);
    await administer(url, (await readFile(grants, 'utf8')).replaceAll('grantlog_reader', role));
    return Object.assign(new URL(url), { username: role, password: 'secret' }).href;
  };

  const written = async () => {
    const url = await newDatabase();
    const log = await openPostgresLog({ url, clock, onError });
    const account = new AccountUnderTest(log, '111111111111');
    const { facts } = account;
    await account.append([facts.accountCreated(), facts.userCreated('ada'), facts.groupCreated('staff')]);
    await account.append(facts.addedToGroup('ada', 'staff'));
    await log.addSigningKey({
      kid: 'k1',
      publicJwk: '{}',
      keyId: 'master',
      ciphertext: 'sealed',
      validFrom: clock(),
      validUntil: clock(),
    });
    return { url, log, account };
  };

  it('needs the rights that the deployment grants and no more', async () => {
    const { url, log, account } = await written();
    const reader = await openPostgresReader({ url: await readerOf(url), onError });
    expect(reader.logId).toBe(log.logId);
    expect(await reader.firstAccount()).toBe(account.id);
    expect(await reader.accounts({ limit: 10 })).toEqual([account.id]);
    expect(await reader.head(account.id)).toEqual(await log.head(account.id));
    expect(await reader.heads([account.id, 'nobody'])).toEqual(
      new Map([[account.id, { revision: 4n, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]]),
    );
    const events = await reader.read(account.id, { limit: 10 });
    expect(events).toEqual(await account.events());
    const snapshot = await reader.snapshot(account.id);
    expect(snapshot?.revision).toBe(4n);
    expect(sorted(snapshot?.documents ?? [])).toEqual(sorted(foldOf(events).values()));
    const at = await reader.at(account.id, 2n);
    expect(await at?.byName('user', 'ADA')).toMatchObject({ name: 'ada', groups: [] });
    expect(await at?.referrers('group', 'GROUP-staff', { limit: 10 })).toEqual([]);
    expect(await at?.referrerCounts(['GROUP-staff'])).toEqual(new Map([['GROUP-staff', 0]]));
    expect(await reader.publicSigningKeys()).toEqual([
      { kid: 'k1', publicJwk: '{}', validFrom: clock(), validUntil: clock() },
    ]);
    await Promise.all([reader.close(), log.close()]);
    expect(errors).toEqual([]);
  });

  it.each([
    'select * from signing_keys',
    'select ciphertext from access_key_secrets',
    'select ciphertext from kept_answers',
    'select * from relay_backlog',
    "insert into events (account, revision) values ('111111111111', 9)",
    'update accounts set head_revision = 1',
    'delete from documents',
    'create table mine (i integer)',
  ])('may not `%s`', async (statement) => {
    const { url, log } = await written();
    await log.close();
    await expect(administer(await readerOf(url), statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('refuses a database without a log, an older one and a newer one, and changes none', async () => {
    const url = await newDatabase();
    const openReader = () => openPostgresReader({ url, onError });
    const older = {
      name: 'SchemaMismatchError',
      message: expect.stringContaining('npm run migrate') as string,
    };
    await expect(openReader()).rejects.toMatchObject(older);
    const driver = openPostgres(url, onError);
    await migrate(driver, migrations.slice(0, 1));
    await expect(openReader()).rejects.toMatchObject(older);
    expect(await migratePostgres({ url, onError })).toEqual(
      migrations.slice(1).map(({ version }) => version),
    );
    expect(await migratePostgres({ url, onError })).toEqual([]);
    await expect(openReader()).rejects.toThrow(
      'the database has no log id; start command-service on it first',
    );
    await (await openPostgresLog({ url, clock, onError, migrate: false })).close();
    await (await openReader()).close();
    const next = { version: migrations.length + 1, name: 'next', sql: 'create table next (i integer)' };
    await migrate(driver, [...migrations, next]);
    await expect(openReader()).rejects.toMatchObject({
      name: 'SchemaMismatchError',
      message: expect.stringContaining('newer') as string,
    });
    await expect(migratePostgres({ url, onError })).rejects.toMatchObject({ name: 'SchemaMismatchError' });
    await driver.close();
    expect(errors).toEqual([]);
  });

  it('says neutrally that a server is not there', async () => {
    const url = 'postgres://nobody:secret@127.0.0.1:1/none';
    const unavailable = {
      name: 'LogUnavailableError',
      message: expect.not.stringContaining('secret') as string,
    };
    await expect(openPostgresReader({ url, onError })).rejects.toMatchObject(unavailable);
    await expect(migratePostgres({ url, onError })).rejects.toMatchObject(unavailable);
    expect(errors).toMatchObject([{ code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }]);
  });
});
