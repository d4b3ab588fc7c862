import type { EventQuery } from '@grantlog/event-log';
import type { StoredEvent } from '@grantlog/events';
import { account, CatalogueAccount } from './account.fixture.js';
import type { QuerySurroundings } from './operation.js';

const grantlog = `arn:aws:grantlog::${account}`;

const stored = (revision: bigint): StoredEvent => ({
  account,
  revision,
  text: JSON.stringify({ specversion: '1.0', revision: String(revision) }),
  hash: `hash-${revision}`,
});

/** A log that answers what it is told to and remembers what it was asked. */
class AskedLog implements Pick<QuerySurroundings['log'], 'logId' | 'head' | 'read'> {
  readonly logId = 'log-1';
  readonly asked: EventQuery[] = [];

  constructor(private readonly events: readonly StoredEvent[] = []) {}

  head() {
    const counts = { account: 1, user: 4, group: 3, role: 2, policy: 5 };
    return Promise.resolve({ revision: 9n, hash: 'hash-9', counts });
  }

  read(_: string, query: EventQuery) {
    this.asked.push(query);
    return Promise.resolve(this.events);
  }
}

it('GetAccount answers the head of the log and how many entities there are', async () => {
  const { answer, target } = await new CatalogueAccount(new AskedLog()).run('GetAccount', {});
  expect(target).toBe(`${grantlog}:account`);
  expect(answer).toEqual({
    account: {
      accountId: account,
      headRevision: 9,
      headHash: 'hash-9',
      logId: 'log-1',
      counts: { users: 4, groups: 3, roles: 2, policies: 5 },
    },
  });
});

describe('ListEvents', () => {
  const list = async (input: object, events: readonly StoredEvent[] = []) => {
    const log = new AskedLog(events);
    const done = await new CatalogueAccount(log).run('ListEvents', input);
    return { ...done, asked: log.asked };
  };

  it('answers events as auditors see them and the revision after which to go on', async () => {
    const { answer, target } = await list({}, [stored(4n), stored(6n)]);
    expect(target).toBe(`${grantlog}:event/*`);
    expect(answer).toEqual({
      events: [
        { specversion: '1.0', revision: '4', hash: 'hash-4' },
        { specversion: '1.0', revision: '6', hash: 'hash-6' },
      ],
      nextAfterRevision: '6',
    });
  });

  it.each([
    [{ afterRevision: '12' }, '12'],
    [{}, '0'],
  ])('lets a reader who has seen all go on from where it is: %j', async (input, next) => {
    expect((await list(input)).answer).toEqual({ events: [], nextAfterRevision: next });
  });

  it('asks the log for 100 events where nothing is said', async () => {
    expect((await list({})).asked).toEqual([{ limit: 100 }]);
  });

  it('hands every filter to the log, times in UTC', async () => {
    const texts = { actor: 'a', entity: 'e', type: 'grantlog.UserCreated', action: 'iam:CreateUser' };
    const numbers = { afterRevision: '3', untilRevision: '9007199254740993', limit: '1000' };
    const times = { since: '2026-01-31T13:00:00+01:00', until: '2026-01-31T12:00:00.5Z' };
    const { asked } = await list({ ...texts, ...numbers, ...times });
    expect(asked).toEqual([
      {
        ...texts,
        afterRevision: 3n,
        untilRevision: 9_007_199_254_740_993n,
        limit: 1_000,
        since: '2026-01-31T12:00:00.000Z',
        until: '2026-01-31T12:00:00.500Z',
      },
    ]);
  });

  it.each([
    { afterRevision: '-1' },
    { afterRevision: '1.5' },
    { untilRevision: '01' },
    { limit: '0' },
    { limit: '1001' },
    { since: 'yesterday' },
    { since: '2026-01-31' },
    { until: '2026-01-31T12:00:00' },
    { until: '2026-01-31T12:00:00.0001Z' },
    { until: '2026-02-31T12:00:00Z' },
    { since: '0000-12-31T12:00:00Z' },
    { until: '9999-12-31T23:59:59-01:00' },
    { actor: '' },
    { colour: 'red' },
  ])('refuses %j', async (input) => {
    await expect(list(input)).rejects.toThrow(Object.keys(input)[0]);
  });
});

describe('GetEvent', () => {
  it('answers the event of one revision', async () => {
    const log = new AskedLog([stored(7n)]);
    const { answer, target } = await new CatalogueAccount(log).run('GetEvent', { revision: '7' });
    expect(target).toBe(`${grantlog}:event/7`);
    expect(answer).toEqual({ event: { specversion: '1.0', revision: '7', hash: 'hash-7' } });
    expect(log.asked).toEqual([{ afterRevision: 6n, untilRevision: 7n, limit: 1 }]);
  });

  it.each(['0', '99'])('refuses revision %s, which the log does not have', async (revision) => {
    const refused = new CatalogueAccount(new AskedLog()).run('GetEvent', { revision });
    await expect(refused).rejects.toMatchObject({ code: 'no_such_entity' });
  });
});
