import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EntityDocument, EntityKind } from '@grantlog/account-state';
import { nameKey, references } from '@grantlog/account-state';
import type { AccountReader } from '../event-log.js';
import type { AccountUnderTest } from './account-under-test.fixture.js';
import { foldOf, sorted } from './account-under-test.fixture.js';
import type { LogUnderTest } from './log-under-test.fixture.js';
import { RandomHistory, randomFrom } from './random-history.fixture.js';

const kinds = ['account', 'user', 'group', 'role', 'policy'] as const satisfies readonly EntityKind[];
const all = { limit: 1001 };

/** What a log promises about documents: at every revision they are what a fresh fold of the events makes. */
export function acceptDocuments(under: LogUnderTest): void {
  under.inTwoAccounts('shows at every revision the documents that a fresh fold makes', async (mine) => {
    await randomEvents(mine, 1);
    const events = await mine.events();
    for (let revision = 0; revision <= events.length; revision += 1) {
      const reader = await under.log.at(mine.id, BigInt(revision));
      const folded = foldOf(events.slice(0, revision));
      await expectReaderShows(reader, folded);
    }
  });

  under.inTwoAccounts('shows a command in the middle of a batch what a fresh fold makes', async (mine) => {
    const history = new RandomHistory(mine.facts, randomFrom(2));
    const seen: [bigint, readonly EntityDocument[], ReadonlyMap<string, number>][] = [];
    const ids = ['GROUP-G2', 'POLICY-p3'];
    await Promise.all(
      Array.from({ length: 60 }, () =>
        under.log.transact(mine.id, async (transaction) => {
          const facts = Array.from({ length: 3 }, () => history.next());
          await transaction.append(mine.facts.metadata(), facts);
          const lists = await Promise.all(kinds.map((kind) => transaction.list(kind, all)));
          seen.push([transaction.revision, lists.flat(), await transaction.referrerCounts(ids)]);
        }),
      ),
    );
    const events = await mine.events();
    for (const [revision, documents, counts] of seen) {
      const folded = [...foldOf(events.slice(0, Number(revision))).values()];
      expect(sorted(documents)).toEqual(sorted(folded));
      expect(counts).toEqual(
        new Map(ids.map((id) => [id, folded.filter((document) => references(document).includes(id)).length])),
      );
    }
  });

  under.inTwoAccounts('gives a snapshot of the head that equals the fold and the counts', async (mine) => {
    await randomEvents(mine, 3);
    const folded = [...foldOf(await mine.events()).values()];
    const snapshot = await under.log.snapshot(mine.id);
    const head = await under.log.head(mine.id);
    expect([snapshot?.revision, snapshot?.hash]).toEqual([head?.revision, head?.hash]);
    expect(sorted(snapshot?.documents ?? [])).toEqual(sorted(folded));
    const counts = kinds.map((kind) => [kind, folded.filter((document) => document.kind === kind).length]);
    expect(head?.counts).toEqual(Object.fromEntries(counts));
  });

  under.inTwoAccounts('gives snapshots that are whole while others write', async (mine) => {
    const writing = randomEvents(mine, 4);
    const snapshots = [];
    while ((await under.log.head(mine.id))?.revision !== 120n) {
      snapshots.push(await under.log.snapshot(mine.id));
      // The embedded engine answers without a turn of the event loop, in which the writers could go on.
      await nextTurn();
    }
    await writing;
    const events = await mine.events();
    for (const snapshot of snapshots.filter((taken) => taken !== undefined)) {
      const folded = foldOf(events.slice(0, Number(snapshot.revision)));
      expect(sorted(snapshot.documents)).toEqual(sorted(folded.values()));
    }
  });

  under.inTwoAccounts('has no reader before the first event or beyond the head', async (mine) => {
    await mine.append(mine.facts.userCreated('ada'));
    expect(await under.log.at(mine.id, -1n)).toBeUndefined();
    expect(await under.log.at(mine.id, 2n)).toBeUndefined();
    expect(await (await under.log.at(mine.id, 0n))?.byName('user', 'ada')).toBeUndefined();
    expect((await under.log.at(mine.id))?.revision).toBe(1n);
  });

  under.inTwoAccounts('keeps a reader at its revision while others write', async (mine) => {
    await mine.append(mine.facts.userCreated('ada'));
    const reader = await under.log.at(mine.id);
    await mine.append([mine.facts.userDeleted('ada'), mine.facts.userCreated('bob')]);
    expect(await reader?.byName('user', 'ada')).toMatchObject({ name: 'ada' });
    expect(await reader?.list('user', all)).toMatchObject([{ name: 'ada' }]);
  });

  under.inTwoAccounts(
    'lists by name ignoring case, page by page, in the order of code points',
    async (mine) => {
      const names = [
        '_x',
        'Zoë',
        'zoe',
        'Ada',
        'ada-2',
        'ÄDA',
        'bob',
        '𝔘',
        '\uff5e',
        'B',
        '10',
        '9',
        "o'hara",
        'ſ',
      ];
      await mine.append(
        names.map((name, index) => mine.facts.userCreated(name, index % 2 === 0 ? '/a/' : '/ab/')),
      );
      const inOrder = [...names].sort((left, right) =>
        Buffer.compare(Buffer.from(nameKey(left)), Buffer.from(nameKey(right))),
      );
      const reader = await under.log.at(mine.id);
      expect(await pages(reader)).toEqual(inOrder);
      expect(await under.log.transact(mine.id, pages)).toMatchObject({ result: inOrder });
      const ofPath = inOrder.filter((name) => names.indexOf(name) % 2 === 1);
      const listed = await reader?.list('user', { pathPrefix: '/ab/', limit: 100 });
      expect(listed?.map(({ name }) => name)).toEqual(ofPath);
      expect(await reader?.list('user', { pathPrefix: '/a', limit: 100 })).toHaveLength(names.length);
      expect(await reader?.list('user', { pathPrefix: '/%', limit: 100 })).toEqual([]);
    },
  );

  under.inTwoAccounts('finds by name ignoring case, and only by the whole name', async (mine) => {
    await mine.append([mine.facts.userCreated('Ada'), mine.facts.groupCreated('ADMINS')]);
    const reader = await under.log.at(mine.id);
    expect(await reader?.byName('user', 'aDA')).toMatchObject({ id: 'USER-Ada' });
    expect(await reader?.byName('group', 'admins')).toMatchObject({ name: 'ADMINS' });
    expect(await reader?.byName('user', 'admins')).toBeUndefined();
    expect(await reader?.byName('user', 'Ad%')).toBeUndefined();
  });

  under.inTwoAccounts('pages through those that refer to an entity', async (mine) => {
    const { facts } = mine;
    await mine.append(facts.groupCreated('staff'));
    await mine.append(
      ['c', 'A', 'b'].flatMap((name) => [facts.userCreated(name), facts.addedToGroup(name, 'staff')]),
    );
    await mine.append([facts.userCreated('d'), facts.removedFromGroup('b', 'staff')]);
    const reader = await under.log.at(mine.id);
    const members = await reader?.referrers('user', 'GROUP-staff', { limit: 1 });
    expect(members?.map(({ name }) => name)).toEqual(['A']);
    const next = await reader?.referrers('user', 'GROUP-staff', { limit: 5, afterName: 'a' });
    expect(next?.map(({ name }) => name)).toEqual(['c']);
    expect(await reader?.referrers('group', 'GROUP-staff', { limit: 5 })).toEqual([]);
    expect(await reader?.referrerCounts(['GROUP-staff', 'GROUP-none'])).toEqual(
      new Map([
        ['GROUP-staff', 2],
        ['GROUP-none', 0],
      ]),
    );
    const { result } = await under.log.transact(mine.id, async (transaction) => {
      await transaction.append(facts.metadata(), [facts.addedToGroup('d', 'staff'), facts.userDeleted('A')]);
      return transaction.referrers('user', 'GROUP-staff', { limit: 5 });
    });
    expect(result.map(({ name }) => name)).toEqual(['c', 'd']);
  });
}

/** 120 random events, one to five in a command, commands sharing commits. */
async function randomEvents(mine: AccountUnderTest, seed: number): Promise<void> {
  const random = randomFrom(seed);
  const history = new RandomHistory(mine.facts, random);
  let left = 120;
  while (left > 0) {
    const commands = [];
    for (let command = 0; command < 4 && left > 0; command += 1) {
      const size = Math.min(left, 1 + random(5));
      left -= size;
      commands.push(mine.append(Array.from({ length: size }, () => history.next())));
    }
    await Promise.all(commands);
  }
}

async function pages(reader: AccountReader | undefined): Promise<readonly string[]> {
  const names: string[] = [];
  for (;;) {
    const afterName = names.at(-1);
    const page = await reader?.list('user', { limit: 4, ...(afterName === undefined ? {} : { afterName }) });
    if (page === undefined || page.length === 0) return names;
    names.push(...page.map(({ name }) => name));
  }
}

async function expectReaderShows(
  reader: AccountReader | undefined,
  folded: ReadonlyMap<string, EntityDocument>,
): Promise<void> {
  if (reader === undefined) throw new Error('there is no reader at this revision');
  const lists = await Promise.all(kinds.map((kind) => reader.list(kind, all)));
  expect(sorted(lists.flat())).toEqual(sorted(folded.values()));
  const ids = [...folded.values()].map(({ id }) => id);
  const counts = await reader.referrerCounts(ids);
  for (const document of folded.values()) {
    const referring = [...folded.values()].filter((other) => references(other).includes(document.id));
    expect(counts.get(document.id)).toBe(referring.length);
  }
  const [some] = folded.values();
  if (some !== undefined) {
    expect(await reader.byId(some.kind, some.id)).toEqual(some);
    expect(await reader.byName(some.kind, some.name.toUpperCase())).toEqual(some);
  }
}
