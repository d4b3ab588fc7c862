import { RandomHistory, randomFrom } from '../document-store/acceptance/random-history.fixture.js';
import {
  accountOf,
  advanceBy,
  group,
  stampedFold,
} from '../document-store/acceptance/store-under-test.fixture.js';
import { accountDigest } from '../document-store/account-digest.js';
import type { DocumentStore } from '../document-store/document-store.js';
import { inMemoryStore } from '../document-store/memory/in-memory-store.js';
import { fold, stored } from '../in-memory-source.fixture.js';
import { HistoryLog } from './indexer.fixture.js';
import { type RebuiltAccount, rebuildStore } from './rebuild-store.js';

const accounts = ['111111111111', '222222222222', '333333333333'] as const;

describe('rebuilding the store', () => {
  let histories: readonly RandomHistory[];
  let store: DocumentStore;
  let reported: RebuiltAccount[];
  let failures: string[];

  beforeEach(() => {
    histories = accounts.map((account, index) => new RandomHistory(account, randomFrom(index)));
    for (const history of histories) history.grow(50);
    store = inMemoryStore('log-1');
    reported = [];
    failures = [];
  });

  const failed = (_: string, { message }: Error) => failures.push(message);

  const rebuild = (of: DocumentStore = store) =>
    rebuildStore({
      log: new HistoryLog(histories),
      store: of,
      report: (rebuilt) => reported.push(rebuilt),
      failed,
    });

  async function expectAllRight(): Promise<void> {
    for (const [index, history] of histories.entries()) {
      const { revision, documents } = fold(history.events);
      const digest = await accountDigest(documents);
      expect(reported[index]).toEqual({
        account: history.account,
        revision,
        documents: documents.length,
        digest,
      });
      const copy = await store.scan(history.account);
      expect(await accountDigest(copy?.documents.map(({ document }) => document) ?? [])).toBe(digest);
    }
  }

  it('writes every account of the log, and says what it wrote', async () => {
    const totals = await rebuild();
    await expectAllRight();
    expect(totals).toEqual({
      accounts: 3,
      documents: reported.reduce((sum, { documents }) => sum + documents, 0),
    });
  });

  it('repairs copies that are old, as new but wrong, and newer and wrong', async () => {
    const [old, wrong, ahead] = histories;
    if (old === undefined || wrong === undefined || ahead === undefined) throw new Error('there are three');
    await store.replace(old.account, stampedFold(old.events.slice(0, 9)));
    await store.replace(wrong.account, accountOf(wrong.revision, 'wrong'));
    await store.replace(ahead.account, accountOf(ahead.revision, 'wrong'));
    await store.advance(ahead.account, {
      from: ahead.revision,
      to: ahead.revision + 1n,
      puts: [group('x', 9n)],
      removals: [],
    });
    ahead.grow(1);
    const slow = new HistoryLog(histories);
    let isFirst = true;
    const log = {
      accounts: slow.accounts.bind(slow),
      read: slow.read.bind(slow),
      snapshot: (account: string) => {
        if (account !== ahead.account || !isFirst) return slow.snapshot(account);
        isFirst = false;
        return Promise.resolve(fold(ahead.events.slice(0, -1)));
      },
    };
    await rebuildStore({ log, store, report: (rebuilt) => reported.push(rebuilt), failed });
    await expectAllRight();
  });

  it('compares at the revision of the copy when that moves meanwhile', async () => {
    const busy: DocumentStore = Object.assign(inMemoryStore('log-1'), { close: () => Promise.resolve() });
    const scan = busy.scan.bind(busy);
    busy.scan = async (account) => {
      const history = histories.find((each) => each.account === account);
      if (history !== undefined) await advanceBy(busy, account, history.grow(7));
      return scan(account);
    };
    store = busy;
    await rebuild();
    expect(reported.map(({ revision }) => revision)).toEqual(histories.map(({ revision }) => revision));
  });

  it('goes on and ends with an error when a copy stays different', async () => {
    const lossy: DocumentStore = inMemoryStore('log-1');
    const replace = lossy.replace.bind(lossy);
    lossy.replace = (account, whole, options) =>
      replace(
        account,
        { ...whole, documents: account === accounts[1] ? whole.documents.slice(1) : whole.documents },
        options,
      );
    await expect(rebuild(lossy)).rejects.toThrow(
      '2 accounts were rebuilt, and these were not: `222222222222`',
    );
    expect(failures).toEqual(['the copy of account `222222222222` differs from the log']);
    expect(reported.map(({ account }) => account)).toEqual([accounts[0], accounts[2]]);
  });

  it('goes through accounts of many pages', async () => {
    histories = Array.from(
      { length: 2_050 },
      (_, index) => new RandomHistory(String(100_000_000_000 + index), randomFrom(index)),
    );
    expect(await rebuild()).toMatchObject({ accounts: 2_050 });
  });

  it('writes an account up to an event that it cannot read, and ends with an error after the others', async () => {
    const [first] = histories;
    if (first === undefined) throw new Error('there are three');
    const { revision } = first;
    first.events.push(stored(accounts[0], revision + 1n, { type: 'RobotBuilt', data: {} }));
    await expect(rebuild()).rejects.toThrow('these were not: `111111111111`');
    expect(failures).toEqual([expect.stringContaining(`at revision ${revision + 1n} that this version`)]);
    expect(await store.revision(accounts[0])).toBe(revision);
    expect(reported.map(({ account }) => account)).toEqual(accounts.slice(1));
  });

  it('leaves a copy that a newer program has written beyond such an event', async () => {
    const [first] = histories;
    if (first === undefined) throw new Error('there are three');
    const { revision } = first;
    first.events.push(stored(accounts[0], revision + 1n, { type: 'RobotBuilt', data: {} }));
    await store.replace(accounts[0], accountOf(revision + 1n, 'theirs'));
    await expect(rebuild()).rejects.toMatchObject({ name: 'RebuildError' });
    expect(await store.revision(accounts[0])).toBe(revision + 1n);
  });

  it('passes on what the log throws', async () => {
    const log = new HistoryLog(histories);
    log.outage = new Error('down');
    await expect(rebuildStore({ log, store, report: () => undefined, failed })).rejects.toThrow('down');
  });
});
