import { jest } from '@jest/globals';
import { administer, postgresForTests } from '@grantlog/testing';
import { AccountUnderTest, foldOf, sorted } from '../../acceptance/account-under-test.fixture.js';
import { openPostgresLog } from './open-postgres-log.js';

jest.setTimeout(60_000);

const server = await postgresForTests();
const id = '111111111111';

/** What a newer program did at the next revision: an event like the last one, and a document that it changed. */
const recorded = (type: string, version: number) => `
  insert into events (account, revision, id, type, action, actor, time, entities, text, hash)
  select account, revision + 1, id, 'grantlog.${type}', action, actor, time, entities,
    replace(replace(text, split_part(type, '.', 2), '${type}'), ':${type}:1', ':${type}:${version}'),
    repeat('a', 64)
  from events where account = '${id}' order by revision desc limit 1;
  update accounts set head_revision = head_revision + 1, head_hash = repeat('a', 64) where account = '${id}';
  with ended as (
    update documents set until_revision = (select head_revision from accounts where account = '${id}')
    where account = '${id}' and kind = 'user' and until_revision is null returning *
  )
  insert into documents (account, kind, id, from_revision, name_key, path, refs, body)
  select account, kind, id, until_revision, name_key, path, refs, '{"of":"another program"}' from ended;`;

(server === undefined ? describe.skip : describe)('a log with events of a newer program', () => {
  afterAll(async () => {
    await server?.stop();
  });

  const written = async () => {
    const url = (await server?.createDatabase()) ?? '';
    const clock = () => new Date('2026-01-01T00:00:00Z');
    const log = await openPostgresLog({ url, clock, onError: () => undefined });
    const account = new AccountUnderTest(log, id);
    await account.append([account.facts.accountCreated(), account.facts.userCreated('ada')]);
    return { url, log, account };
  };

  it('has nothing that cannot be read before one is there', async () => {
    const { log, account } = await written();
    expect(await log.firstUnreadable(account.id)).toBeUndefined();
    expect(await log.firstUnreadable('222222222222')).toBeUndefined();
    await log.close();
  });

  it.each([
    ['type', 'UserFrozen', 1],
    ['version of a type', 'UserCreated', 2],
  ])(
    'gives the account before the first event of a new %s, and says what is newest',
    async (_, type, version) => {
      const { url, log, account } = await written();
      const events = await account.events();
      await administer(url, recorded(type, version));
      await administer(url, recorded(type, version));
      expect(await log.firstUnreadable(id)).toBe(3n);
      const snapshot = await log.snapshot(id);
      expect(snapshot).toMatchObject({ revision: 2n, hash: events.at(-1)?.hash, head: 4n });
      expect(sorted(snapshot?.documents ?? [])).toEqual(sorted(foldOf(events).values()));
      await log.close();
    },
  );

  it('gives an empty account where even its first event cannot be read', async () => {
    const { url, log } = await written();
    await administer(
      url,
      `update events set type = 'grantlog.AccountFrozen',
      text = replace(text, 'AccountCreated', 'AccountFrozen') where revision = 1`,
    );
    expect(await log.snapshot(id)).toEqual({ revision: 0n, hash: '0'.repeat(64), head: 2n, documents: [] });
    await log.close();
  });
});
