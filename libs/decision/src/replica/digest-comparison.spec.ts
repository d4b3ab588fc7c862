import type { EntityDocument } from '@grantlog/account-state';
import { account, happened, otherAccount } from '../account.fixture.js';
import { InMemorySource } from '../in-memory-source.fixture.js';
import { ManualTimer } from '../manual-timer.fixture.js';
import { copyAt, copyDuring, ScriptedStore } from './copies.fixture.js';
import { type ComparedAccount, DigestComparison } from './digest-comparison.js';
import { Replica } from './replica.js';

async function given() {
  const log = new InMemorySource();
  const store = new ScriptedStore();
  const time = new ManualTimer();
  const replica = new Replica(log, { alarm: () => undefined });
  replica.start();
  log.append(account, happened.accountCreated(), happened.userCreated('ada'), happened.userCreated('bob'));
  log.append(otherAccount, happened.accountCreated(otherAccount));
  await replica.open(account);
  await replica.open(otherAccount);
  const mismatches: ComparedAccount[] = [];
  const failures: unknown[] = [];
  const comparison = new DigestComparison(replica, {
    store,
    timer: time.timer,
    onMismatch: (mismatch) => mismatches.push(mismatch),
    onFailure: (_, cause) => failures.push(cause),
  });
  return { log, store, time, comparison, mismatches, failures };
}

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
      { account, revision: 3n, isEqual: true },
      { account: otherAccount, revision: 1n, isEqual: true },
      { account, revision: 3n, isEqual: true },
    ]);
    expect([comparison.counts, mismatches]).toEqual([
      { compared: 3, mismatches: 0, skipped: 0, failed: 0 },
      [],
    ]);
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
    expect(mismatches).toEqual([{ account, revision: 3n, isEqual: false }]);
    expect(comparison.counts).toEqual({ compared: 1, mismatches: 1, skipped: 0, failed: 0 });
  });

  it('does not compare a copy at another revision, one that changes, and none', async () => {
    const { log, store, comparison } = await given();
    store.put(account, copyAt(log, account, 2));
    await comparison.compareNext();
    await comparison.compareNext();
    store.put(account, copyDuring(log, account, { from: 2, until: 3 }));
    await comparison.compareNext();
    expect([comparison.counts, comparison.last]).toEqual([
      { compared: 0, mismatches: 0, skipped: 3, failed: 0 },
      undefined,
    ]);
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
      onMismatch: () => undefined,
      onFailure: () => undefined,
    });
    await comparison.compareNext();
    expect(store.calls).toBe(0);
  });
});
