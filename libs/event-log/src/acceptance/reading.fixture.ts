import type { EventQuery } from '../event-log.js';
import type { AccountUnderTest } from './account-under-test.fixture.js';
import type { LogUnderTest } from './log-under-test.fixture.js';

/** What a log promises about reading events. */
export function acceptReading(under: LogUnderTest): void {
  const startOf = new Map<string, number>();

  /** Six events, one second apart, of different types, actors, actions and entities. */
  async function history(mine: AccountUnderTest): Promise<void> {
    const { facts } = mine;
    const ada = facts.arn('user', 'ada');
    startOf.set(mine.id, under.clock.time);
    await mine.append(facts.userCreated('ada'), { action: 'iam:CreateUser' });
    under.clock.advance(1000);
    await mine.append(facts.groupCreated('staff'), { action: 'iam:CreateGroup' });
    under.clock.advance(1000);
    await mine.append(facts.addedToGroup('ada', 'staff'), { action: 'iam:AddUserToGroup', actor: ada });
    under.clock.advance(1000);
    await mine.append(facts.userCreated('bob'), { action: 'iam:CreateUser', actor: ada });
    under.clock.advance(1000);
    await mine.append(facts.removedFromGroup('ada', 'staff'), { action: 'iam:RemoveUserFromGroup' });
    under.clock.advance(1000);
    await mine.append(facts.userDeleted('bob'), { action: 'iam:DeleteUser' });
  }

  async function revisions(mine: AccountUnderTest, query: Partial<EventQuery>): Promise<readonly number[]> {
    const events = await under.log.read(mine.id, { limit: 1000, ...query });
    return events.map(({ revision }) => Number(revision));
  }

  const after = (mine: AccountUnderTest, seconds: number) =>
    new Date((startOf.get(mine.id) ?? 0) + seconds * 1000).toISOString();

  under.inTwoAccounts('reads from any revision, exclusive, to any revision, inclusive', async (mine) => {
    await history(mine);
    expect(await revisions(mine, {})).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await revisions(mine, { limit: 2 })).toEqual([1, 2]);
    expect(await revisions(mine, { afterRevision: 0n })).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await revisions(mine, { afterRevision: 4n })).toEqual([5, 6]);
    expect(await revisions(mine, { afterRevision: 6n })).toEqual([]);
    expect(await revisions(mine, { untilRevision: 2n })).toEqual([1, 2]);
    expect(await revisions(mine, { afterRevision: 1n, untilRevision: 3n })).toEqual([2, 3]);
    expect(await revisions(mine, { afterRevision: 10n ** 30n })).toEqual([]);
    expect(await revisions(mine, { untilRevision: 10n ** 30n, afterRevision: -(10n ** 30n) })).toHaveLength(
      6,
    );
    expect(await revisions(mine, { untilRevision: -1n })).toEqual([]);
  });

  under.inTwoAccounts('filters by time: since inclusive, until exclusive', async (mine) => {
    await history(mine);
    expect(await revisions(mine, { since: after(mine, 2) })).toEqual([3, 4, 5, 6]);
    expect(await revisions(mine, { until: after(mine, 2) })).toEqual([1, 2]);
    expect(await revisions(mine, { since: after(mine, 1), until: after(mine, 4) })).toEqual([2, 3, 4]);
    for (const since of ['yesterday', '+012345-01-01T00:00:00Z', '0000-01-01T00:00:00Z']) {
      await expect(revisions(mine, { since })).rejects.toThrow(`\`${since}\` is not an RFC 3339 time`);
    }
  });

  under.inTwoAccounts('filters by actor, type, action and any entity that an event touches', async (mine) => {
    await history(mine);
    const { facts } = mine;
    expect(await revisions(mine, { actor: facts.arn('user', 'ada') })).toEqual([3, 4]);
    expect(await revisions(mine, { type: 'grantlog.UserCreated' })).toEqual([1, 4]);
    expect(await revisions(mine, { action: 'iam:DeleteUser' })).toEqual([6]);
    expect(await revisions(mine, { entity: facts.arn('user', 'ada') })).toEqual([1, 3, 5]);
    expect(await revisions(mine, { entity: facts.arn('group', 'staff') })).toEqual([2, 3, 5]);
    expect(await revisions(mine, { entity: facts.arn('group', 'sta') })).toEqual([]);
  });

  under.inTwoAccounts('combines filters, each of which narrows', async (mine) => {
    await history(mine);
    const all: Partial<EventQuery> = {
      afterRevision: 1n,
      untilRevision: 5n,
      since: after(mine, 0),
      until: after(mine, 5),
      actor: mine.facts.root,
      entity: mine.facts.arn('user', 'ada'),
      type: 'grantlog.UserRemovedFromGroup',
      action: 'iam:RemoveUserFromGroup',
    };
    expect(await revisions(mine, all)).toEqual([5]);
    expect(await revisions(mine, { ...all, type: 'grantlog.UserCreated' })).toEqual([]);
  });

  under.inTwoAccounts('finds nothing for what no text of the database can be', async (mine) => {
    await history(mine);
    expect(await revisions(mine, { actor: 'a\0b' })).toEqual([]);
    expect(await revisions(mine, { type: "'; drop table events; --" })).toEqual([]);
    const reader = await under.log.at(mine.id);
    expect(await reader?.byName('user', 'a\0b')).toBeUndefined();
    expect(await reader?.byId('user', '\0')).toBeUndefined();
    expect(await reader?.list('user', { pathPrefix: '/\0', limit: 10 })).toEqual([]);
    expect(await reader?.referrerCounts(['\0'])).toEqual(new Map([['\0', 0]]));
    expect(await under.log.findSecret('\0')).toBeUndefined();
  });

  under.inTwoAccounts('knows nothing of an account without events', async (mine) => {
    await under.log.transact(mine.id, () => Promise.resolve());
    expect(await under.log.head(mine.id)).toBeUndefined();
    expect(await under.log.at(mine.id)).toBeUndefined();
    expect(await under.log.at(mine.id, 0n)).toBeUndefined();
    expect(await under.log.snapshot(mine.id)).toBeUndefined();
    expect(await mine.events()).toEqual([]);
  });

  under.inTwoAccounts(
    'shows two accounts with the same names and ids only their own',
    async (mine, other) => {
      await mine.append([mine.facts.accountCreated(), mine.facts.userCreated('ada')]);
      await mine.append(mine.facts.groupCreated('staff'));
      const [here, there] = [await under.log.at(mine.id), await under.log.at(other.id)];
      expect(await here?.byName('user', 'ada')).toMatchObject({
        arn: mine.facts.arn('user', 'ada'),
        groups: [],
      });
      expect(await there?.byName('user', 'ada')).toMatchObject({ arn: other.facts.arn('user', 'ada') });
      expect(await here?.list('policy', { limit: 10 })).toEqual([]);
      expect(await here?.referrers('user', 'GROUP-staff', { limit: 10 })).toEqual([]);
      expect(await here?.referrerCounts(['GROUP-staff'])).toEqual(new Map([['GROUP-staff', 0]]));
      expect(await there?.referrerCounts(['GROUP-staff'])).toEqual(new Map([['GROUP-staff', 1]]));
      expect(await revisions(mine, { entity: other.facts.arn('user', 'ada') })).toEqual([]);
      expect(await revisions(mine, { actor: other.facts.root })).toEqual([]);
    },
  );

  it('lists the accounts that have events, in order, and where their chains end', async () => {
    const [first, empty, second] = [under.newAccount(), under.newAccount(), under.newAccount()];
    await second.append([second.facts.userCreated('ada'), second.facts.userCreated('bob')]);
    await first.append(first.facts.userCreated('ada'));
    const ends = await Promise.all([first, second].map(async (each) => (await each.events()).at(-1)));
    await under.log.transact(empty.id, () => Promise.resolve());
    const before = String(BigInt(first.id) - 1n);
    expect(await under.log.accounts({ after: before, limit: 1000 })).toEqual([first.id, second.id]);
    expect(await under.log.accounts({ after: before, limit: 1 })).toEqual([first.id]);
    expect(await under.log.accounts({ after: first.id, limit: 1 })).toEqual([second.id]);
    expect(await under.log.accounts({ after: second.id, limit: 1 })).toEqual([]);
    expect((await under.log.accounts({ limit: 1000 }))[0]).toBeDefined();
    expect(await under.log.heads([second.id, empty.id, first.id, 'nobody'])).toEqual(
      new Map([
        [first.id, { revision: 1n, hash: ends[0]?.hash }],
        [second.id, { revision: 2n, hash: ends[1]?.hash }],
      ]),
    );
    expect(await under.log.heads([])).toEqual(new Map());
  });
}
