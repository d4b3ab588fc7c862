import type { EntityDocument } from '@grantlog/account-state';
import { account, happened, otherAccount, user } from '../account.fixture.js';
import type { ScannedAccount } from '../document-store/document-store.js';
import { InMemorySource } from '../in-memory-source.fixture.js';
import { copyAt, copyDuring, ScriptedStore } from './copies.fixture.js';
import { type ComparedAccount, DigestComparison } from './digest-comparison.js';
import { Replica } from './replica.js';
import { warmReplica } from './warm-replica.fixture.js';

async function given() {
  const { log, store, time, source, replica, alarms } = warmReplica();
  log.append(account, happened.accountCreated(), happened.userCreated('ada'), happened.userCreated('bob'));
  log.append(otherAccount, happened.accountCreated(otherAccount));
  await replica.open(account);
  await replica.open(otherAccount);
  const mismatches: ComparedAccount[] = [];
  const failures: unknown[] = [];
  const comparison = new DigestComparison(replica, {
    store,
    log,
    timer: time.timer,
    onMismatch: (mismatch) => mismatches.push(mismatch),
    onFailure: (_, cause) => failures.push(cause),
  });
  return { log, store, time, alarms, source, replica, comparison, mismatches, failures };
}

/** What is left of these figures is 0. */
const counted = (counts: object) => ({
  compared: 0,
  mismatches: 0,
  withLog: 0,
  wrong: 0,
  skipped: 0,
  failed: 0,
  ...counts,
});

describe('the comparison of digests', () => {
  it('takes the loaded accounts in turn and finds equal copies equal', async () => {
    const { log, store, comparison, mismatches } = await given();
    store.put(account, copyAt(log, account, 3));
    store.put(otherAccount, copyAt(log, otherAccount, 1));
    const last: unknown[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await comparison.compareNext();
      last.push(comparison.last);
    }
    expect(last).toEqual([
      { account, with: 'copy', revision: 3n, isEqual: true },
      { account: otherAccount, with: 'copy', revision: 1n, isEqual: true },
      { account, with: 'copy', revision: 3n, isEqual: true },
    ]);
    expect([comparison.counts, mismatches]).toEqual([counted({ compared: 3 }), []]);
  });

  it.each([
    ['a document that is missing', (documents: readonly EntityDocument[]) => documents.slice(1)],
    [
      'a changed document',
      (documents: readonly EntityDocument[]) =>
        documents.map((each) => (each.kind === 'user' ? { ...each, groups: ['AGPASTAFF'] } : each)),
    ],
  ])('finds %s', async (_, damage) => {
    const { log, store, comparison, mismatches } = await given();
    const { documents, ...whole } = copyAt(log, account, 3);
    const damaged = damage(documents.map(({ document }) => document));
    store.put(account, { ...whole, documents: damaged.map((document) => ({ revision: 3n, document })) });
    await comparison.compareNext();
    expect(mismatches).toEqual([{ account, with: 'copy', revision: 3n, isEqual: false }]);
    expect(comparison.counts).toEqual(counted({ compared: 1, mismatches: 1, withLog: 1 }));
  });

  it('does not compare a copy at another revision, one that changes, and none', async () => {
    const { log, store, comparison } = await given();
    store.put(account, copyAt(log, account, 2));
    await comparison.compareNext();
    await comparison.compareNext();
    store.put(account, copyDuring(log, account, { from: 2, until: 3 }));
    await comparison.compareNext();
    expect([comparison.counts, comparison.last]).toEqual([counted({ skipped: 3 }), undefined]);
  });

  it('compares what was there at its revision, whatever happens meanwhile', async () => {
    const { log, store, comparison } = await given();
    store.put(account, copyAt(log, account, 3));
    const comparing = comparison.compareNext();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    log.append(account, happened.userDeleted('ada'));
    await comparing;
    expect(comparison.counts).toMatchObject({ mismatches: 0 });
  });

  it('counts what it could not read and goes on', async () => {
    const { log, store, time, comparison, failures } = await given();
    store.outage = new Error('the store is down');
    comparison.start();
    time.pass(30_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect([comparison.counts.failed, failures]).toEqual([1, [store.outage]]);
    store.outage = undefined;
    store.put(otherAccount, copyAt(log, otherAccount, 1));
    await comparison.compareNext();
    expect(comparison.counts.compared).toBe(1);
    comparison.stop();
    expect(time.pending).toBe(0);
  });

  it('has nothing to do while no account is loaded', async () => {
    const replica = new Replica(new InMemorySource(), { alarm: () => undefined });
    const store = new ScriptedStore();
    const comparison = new DigestComparison(replica, {
      store,
      log: new InMemorySource(),
      onMismatch: () => undefined,
      onFailure: () => undefined,
    });
    await comparison.compareNext();
    expect(store.calls).toBe(0);
  });
});

/** The copy of the account at 3 with another member of a group, ending as the log does. */
function tampered(log: InMemorySource): ScannedAccount {
  const copy = copyAt(log, account, 3);
  const documents = copy.documents.map(({ revision, document }) =>
    document.kind === 'user'
      ? { revision, document: { ...document, groups: ['AGPASTAFF'] } }
      : { revision, document },
  );
  return { ...copy, documents };
}

describe('an account that was loaded from a copy that somebody changed', () => {
  /** A replica that starts while the copy is as it should not be. */
  async function loadedTampered() {
    const world = await given();
    world.store.put(account, tampered(world.log));
    const replica = new Replica(world.source, { alarm: (...alarm) => world.alarms.push(alarm) });
    replica.start();
    const groups = async () => {
      const ada = (await replica.open(account))?.index.principal(user('ada').userArn);
      return ada?.kind === 'user' ? ada.groups : undefined;
    };
    const comparison = new DigestComparison(replica, {
      store: world.store,
      log: world.log,
      onMismatch: (mismatch) => world.mismatches.push(mismatch),
      onFailure: (_, cause) => world.failures.push(cause),
    });
    expect(await groups()).toEqual(['AGPASTAFF']);
    return { ...world, replica, comparison, groups };
  }

  it('is found by a comparison with the log, one in four, and loaded anew from the log alone', async () => {
    const { replica, comparison, mismatches, alarms, groups } = await loadedTampered();
    for (let turn = 1; turn <= 3; turn += 1) await comparison.compareNext();
    expect([comparison.counts, await groups()]).toEqual([counted({ compared: 3 }), ['AGPASTAFF']]);
    await comparison.compareNext();
    expect(comparison.counts).toEqual(counted({ compared: 3, withLog: 1, wrong: 1 }));
    expect(mismatches).toEqual([{ account, with: 'log', revision: 3n, isEqual: false }]);
    expect(alarms).toEqual([[account, 3n, expect.objectContaining({ name: 'OtherHistoryError' })]]);
    expect([await groups(), replica.summary().loads]).toEqual([[], { fromStore: 1, fromLog: 1, failed: 0 }]);
  });

  it('is found at once where the copy was repaired meanwhile', async () => {
    const { log, store, comparison, mismatches, groups } = await loadedTampered();
    store.put(account, copyAt(log, account, 3));
    await comparison.compareNext();
    expect(mismatches.map((mismatch) => mismatch.with)).toEqual(['copy', 'log']);
    expect(await groups()).toEqual([]);
  });

  it('is found although it changes all the time', async () => {
    const { log, comparison, groups } = await loadedTampered();
    for (let turn = 1; turn <= 3; turn += 1) await comparison.compareNext();
    const snapshot = log.snapshot.bind(log);
    log.snapshot = (of) => {
      log.append(account, happened.userCreated('eve'));
      return snapshot(of);
    };
    const comparing = comparison.compareNext();
    log.append(account, happened.userDeleted('bob'));
    await comparing;
    expect(comparison.counts).toMatchObject({ withLog: 1, wrong: 1 });
    log.snapshot = snapshot;
    expect(await groups()).toEqual([]);
  });
});

it('an account that changes all the time and is right equals the log', async () => {
  const { log, comparison, store } = await given();
  for (let turn = 1; turn <= 3; turn += 1) await comparison.compareNext();
  const snapshot = log.snapshot.bind(log);
  log.snapshot = (of) => {
    log.append(of, happened.userCreated('eve', {}, of));
    return snapshot(of);
  };
  await comparison.compareNext();
  expect([comparison.counts, comparison.last, store.calls]).toEqual([
    counted({ skipped: 3, withLog: 1 }),
    { account, with: 'log', revision: 4n, isEqual: true },
    5,
  ]);
});

it('a log that cannot be read is no mismatch', async () => {
  const { log, comparison, failures, mismatches } = await given();
  for (let turn = 1; turn <= 3; turn += 1) await comparison.compareNext();
  log.outage = new Error('the log is down');
  await comparison.compareNext();
  expect([comparison.counts.failed, failures, mismatches]).toEqual([1, [log.outage], []]);
});
