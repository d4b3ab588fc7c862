import type { StoredEvent } from '@grantlog/events';
import { account, happened } from '../account.fixture.js';
import { RandomHistory, randomFrom } from '../document-store/acceptance/random-history.fixture.js';
import { accountOf, comparable, stampedFold } from '../document-store/acceptance/store-under-test.fixture.js';
import type { DocumentStore } from '../document-store/document-store.js';
import { inMemoryStore, type StoreMemory } from '../document-store/memory/in-memory-store.js';
import { fold, stored } from '../in-memory-source.fixture.js';
import { Indexer } from './indexer.js';
import { HistoryLog } from './indexer.fixture.js';

describe('an indexer', () => {
  let memory: StoreMemory;
  let store: DocumentStore;
  let history: RandomHistory;
  let log: HistoryLog;
  let alarms: unknown[][];
  let foreign: bigint[];
  let indexer: Indexer;

  beforeEach(() => {
    memory = new Map();
    store = inMemoryStore('log-1', memory);
    history = new RandomHistory(account, randomFrom(7));
    history.grow(27);
    log = new HistoryLog([history]);
    alarms = [];
    foreign = [];
    indexer = new Indexer({
      store,
      log,
      alarm: (...alarm) => alarms.push(alarm),
      foreign: (_, revision) => foreign.push(revision),
    });
  });

  async function expectCopyAt(
    revision: bigint,
    events: readonly StoredEvent[] = history.events,
  ): Promise<void> {
    const copy = await store.scan(account);
    if (copy === undefined) throw new Error('there is no copy');
    const snapshot = { revision: copy.until, documents: copy.documents.map(({ document }) => document) };
    expect(await comparable(snapshot)).toBe(await comparable(fold(events.slice(0, Number(revision)))));
  }

  /** A copy at a revision, as if it had been written before. */
  async function copyAt(revision: number): Promise<void> {
    await store.replace(account, stampedFold(history.events.slice(0, revision)));
  }

  it('writes an account that is not there from a snapshot of the log', async () => {
    await indexer.handle(account, history.events.slice(0, 3));
    await expectCopyAt(history.revision);
    expect(log.calls).toEqual({ read: 0, snapshot: 1 });
  });

  it('follows events without asking the log', async () => {
    await copyAt(5);
    await indexer.handle(account, history.events.slice(5, 20));
    await expectCopyAt(20n);
    expect(log.calls).toEqual({ read: 0, snapshot: 0 });
  });

  it('stamps each document with the revision of its last event', async () => {
    await copyAt(3);
    const [created, changed] = [happened.userCreated('zoe'), happened.inlinePut('zoe', '{}')];
    await indexer.handle(account, [stored(account, 4n, created), stored(account, 5n, changed)]);
    const copy = await store.documents(account, [
      { kind: 'user', id: 'AIDAZOE' },
      { kind: 'group', id: 'AGPASTAFF' },
    ]);
    expect(copy?.documents.map(({ revision }) => revision)).toEqual([5n, 3n]);
  });

  it.each([
    ['all of them', 10, 20],
    ['some of them', 4, 14],
  ])('skips events that the copy has: %s', async (_, from, until) => {
    await copyAt(20);
    await indexer.handle(account, history.events.slice(from, until));
    await expectCopyAt(20n);
    await indexer.handle(account, history.events.slice(from, until + 11));
    await expectCopyAt(BigInt(Math.max(20, until + 11)));
  });

  it('fills a gap from the log', async () => {
    await copyAt(5);
    await indexer.handle(account, history.events.slice(25, 28));
    await expectCopyAt(history.revision);
    expect(log.calls).toEqual({ read: 1, snapshot: 0 });
  });

  it('fills a gap of many pages, and takes a delivery of any length', async () => {
    history.grow(2_600);
    await copyAt(5);
    await indexer.handle(account, history.events.slice(2_500));
    await expectCopyAt(history.revision);
    await store.remove(account);
    await copyAt(5);
    await indexer.handle(account, history.events.slice(5));
    await expectCopyAt(history.revision);
    expect(log.calls.snapshot).toBe(0);
  });

  it('writes a copy anew that is very far behind', async () => {
    await copyAt(5);
    history.grow(20_100);
    await indexer.handle(account, history.events.slice(-3));
    await expectCopyAt(history.revision);
    expect(log.calls).toEqual({ read: 1, snapshot: 1 });
  });

  it('goes on after the copy was dropped, replaced by another log or restored from an older one', async () => {
    await copyAt(10);
    await store.remove(account);
    await indexer.handle(account, history.events.slice(10, 12));
    await expectCopyAt(history.revision);
    await inMemoryStore('log-2', memory).replace(account, accountOf(400n, 'theirs'));
    await indexer.handle(account, history.events.slice(10, 12));
    await expectCopyAt(history.revision);
    await store.remove(account);
    await copyAt(6);
    await indexer.handle(account, history.events.slice(28));
    await expectCopyAt(history.revision);
  });

  it('looks again when somebody else moved the copy', async () => {
    await copyAt(10);
    let isFirst = true;
    const contested: DocumentStore = {
      ...bound(store),
      advance: async (of, step) => {
        if (isFirst) {
          isFirst = false;
          await new Indexer({ store, log, alarm: () => undefined }).handle(of, history.events.slice(10, 15));
        }
        return store.advance(of, step);
      },
    };
    const contestant = new Indexer({ store: contested, log, alarm: (...alarm) => alarms.push(alarm) });
    await contestant.handle(account, history.events.slice(10, 20));
    await expectCopyAt(20n);
  });

  it('is content when the copy moved beyond what was delivered', async () => {
    await copyAt(10);
    const racing: DocumentStore = {
      ...bound(store),
      advance: async () => {
        await copyAt(25);
        return false;
      },
    };
    await new Indexer({ store: racing, log, alarm: () => undefined }).handle(
      account,
      history.events.slice(10, 20),
    );
    await expectCopyAt(25n);
  });

  it('rejects when the store is not available, and does it all when it is delivered again', async () => {
    await copyAt(5);
    const failing = new Indexer({
      store: { ...bound(store), advance: () => Promise.reject(new Error('down')) },
      log,
      alarm: () => undefined,
    });
    await expect(failing.handle(account, history.events.slice(5, 9))).rejects.toThrow('down');
    await expectCopyAt(5n);
    await indexer.handle(account, history.events.slice(5, 9));
    await expectCopyAt(9n);
  });

  it('rejects when the log is not available, and stops no account for it', async () => {
    await copyAt(5);
    log.outage = new Error('down');
    await expect(indexer.handle(account, history.events.slice(8, 9))).rejects.toThrow('down');
    await store.remove(account);
    await expect(indexer.handle(account, history.events.slice(8, 9))).rejects.toThrow('down');
    log.outage = undefined;
    await indexer.handle(account, history.events.slice(8, 9));
    await expectCopyAt(history.revision);
    expect(alarms).toEqual([]);
  });

  it.each([
    ['beyond its end', account, 40n],
    ['far beyond its end', account, 4_000_000_000n],
    ['of an account that it has not', '999999999999', 1n],
  ])('leaves out and tells what the log does not have: %s', async (_, of, revision) => {
    await copyAt(30);
    await indexer.handle(of, [stored(of, revision, happened.userCreated('zoe'))]);
    expect(foreign).toEqual([revision]);
    await expectCopyAt(30n);
  });

  it('leaves out and tells what does not continue the chain, and takes what is beside it from the log', async () => {
    await copyAt(5);
    const forged = { ...stored(account, 6n, happened.userCreated('zoe')), text: '{"prevhash":"f"}' };
    await indexer.handle(account, [forged, ...history.events.slice(6, 9)]);
    expect([foreign, indexer.counts]).toEqual([[9n], { foreignEvents: 1 }]);
    await expectCopyAt(30n);
  });

  it.each([
    ['in the place of one that the log has', 28, 29n],
    ['after the end of the log', 30, 31n],
  ])('leaves out and tells what it cannot fold and the log does not have: %s', async (_, copy, revision) => {
    await copyAt(copy);
    const forged = stored(account, revision, { type: 'RobotBuilt', data: {} });
    await indexer.handle(account, [{ ...forged, hash: 'f'.repeat(64) }]);
    expect([foreign, alarms]).toEqual([[revision], []]);
    await expectCopyAt(30n);
    history.grow(1);
    await indexer.handle(account, history.events.slice(30));
    await expectCopyAt(history.revision);
  });

  it('takes from the log what it cannot fold as it was delivered', async () => {
    await copyAt(28);
    await indexer.handle(account, [stored(account, 29n, { type: 'RobotBuilt', data: {} })]);
    await expectCopyAt(30n);
    expect([foreign, alarms]).toEqual([[], []]);
  });

  it('rejects what it cannot fold while the log is not available', async () => {
    await copyAt(30);
    log.outage = new Error('down');
    const unknown = stored(account, 31n, { type: 'RobotBuilt', data: {} });
    await expect(indexer.handle(account, [unknown])).rejects.toThrow('down');
    expect(alarms).toEqual([]);
  });

  it('writes anew a copy that took an event which the log does not have', async () => {
    for (const next of [26, 27]) {
      await store.remove(account);
      await copyAt(26);
      const forged = { ...stored(account, 27n, happened.userCreated('zoe')), hash: 'f'.repeat(64) };
      await indexer.handle(account, [forged]);
      await indexer.handle(account, history.events.slice(next, next + 1));
      await expectCopyAt(30n);
    }
    expect(foreign).toEqual([]);
  });

  it('gives up on a copy that cannot be read back', async () => {
    const unreadable = { ...bound(store), documents: () => Promise.resolve(undefined) };
    const hopeless = new Indexer({ store: unreadable, log, alarm: () => undefined });
    await expect(hopeless.handle(account, history.events.slice(8, 9))).rejects.toThrow(
      'does not come to rest',
    );
    expect(log.calls.snapshot).toBeLessThan(10);
  });

  describe.each([
    ['of a type that this program does not know', { type: 'RobotBuilt', data: {} }],
    ['that names no entity', { type: 'UserDeleted', data: {} }],
  ])('with an event %s', (_, fact) => {
    let broken: StoredEvent;
    const later = () => stored(account, 32n, happened.userCreated('zoe'));

    beforeEach(async () => {
      broken = stored(account, 31n, fact);
      await copyAt(28);
    });

    it('stops the account at the revision before it, alarms once, and never skips it', async () => {
      history.events.push(broken, later());
      await indexer.handle(account, history.events.slice(28));
      await indexer.handle(account, [broken, later()]);
      await indexer.handle(account, [later()]);
      await expectCopyAt(30n);
      expect(alarms).toEqual([[account, 31n, expect.anything()]]);
    });

    it('goes on with other accounts', async () => {
      const other = new RandomHistory('210987654321', randomFrom(8));
      const both = new HistoryLog([history, other]);
      const shared = new Indexer({ store, log: both, alarm: (...alarm) => alarms.push(alarm) });
      history.events.push(broken);
      await shared.handle(account, history.events.slice(28));
      await shared.handle(other.account, other.grow(5));
      expect(await store.revision(other.account)).toBe(other.revision);
    });

    it('stops in the middle of a gap too', async () => {
      history.events.push(broken, later());
      await indexer.handle(account, [later()]);
      await expectCopyAt(30n);
      expect(alarms).toHaveLength(1);
    });

    it('does not stop when the copy is beyond it: a newer program could fold it', async () => {
      await store.replace(account, accountOf(31n, 'theirs'));
      await indexer.handle(account, [broken, later()]);
      expect(await store.revision(account)).toBe(32n);
      expect(alarms).toEqual([]);
    });
  });
});

describe('indexers that work on one account at the same time', () => {
  it.each(Array.from({ length: 40 }, (_, index) => index))(
    'always leave the fold at some revision and come to the newest one (seed %d)',
    async (seed) => {
      const random = randomFrom(seed);
      const memory: StoreMemory = new Map();
      const history = new RandomHistory(account, random);
      history.grow(80);
      const log = new HistoryLog([history]);
      const plain = inMemoryStore('log-1', memory);
      const folds = await Promise.all(
        Array.from({ length: history.events.length + 1 }, (_, at) =>
          comparable(fold(history.events.slice(0, at))),
        ),
      );
      const check = async () => {
        const copy = await plain.scan(account);
        if (copy === undefined) return;
        const documents = copy.documents.map(({ document }) => document);
        expect(await comparable({ revision: copy.until, documents })).toBe(folds[Number(copy.until)]);
      };
      const pause = async () => {
        for (let turns = random(6); turns > 0; turns -= 1) await Promise.resolve();
      };
      const slow = slowed(plain, pause);
      const work = Array.from({ length: 3 }, async () => {
        const indexer = new Indexer({ store: slow, log, alarm: () => undefined });
        for (const [from, until] of deliveries(history.events.length, random)) {
          await indexer.handle(account, history.events.slice(from, until));
          if (random(12) === 0) await plain.remove(account);
          if (random(12) === 0)
            await plain.replace(account, stampedFold(history.events.slice(0, 1 + random(80))));
          await check();
        }
        await indexer.handle(account, history.events.slice(-1));
        await check();
      });
      await Promise.all(work);
      expect(await plain.revision(account)).toBe(history.revision);
    },
  );
});

/** Ranges of events with duplicates, gaps and a wrong order, the last one being the newest. */
function deliveries(
  length: number,
  random: (below: number) => number,
): readonly (readonly [number, number])[] {
  const some = Array.from({ length: 8 }, () => {
    const from = random(length);
    return [from, Math.min(length, from + 1 + random(20))] as const;
  });
  return [...some, [length - 1, length]];
}

/** The store with pauses before and after what it does. */
function slowed(store: DocumentStore, pause: () => Promise<void>): DocumentStore {
  const paused = async <T>(call: () => Promise<T>): Promise<T> => {
    await pause();
    const result = await call();
    await pause();
    return result;
  };
  return {
    ...bound(store),
    documents: (of, keys) => paused(() => store.documents(of, keys)),
    advance: (of, step) => paused(() => store.advance(of, step)),
    replace: (of, whole, options) => paused(() => store.replace(of, whole, options)),
  };
}

/** The store's methods as members of an object, some of which a test replaces. */
function bound(store: DocumentStore): DocumentStore {
  return {
    isConnected: true,
    revision: (of) => store.revision(of),
    scan: (of) => store.scan(of),
    documents: (of, keys) => store.documents(of, keys),
    advance: (of, step) => store.advance(of, step),
    replace: (of, whole, options) => store.replace(of, whole, options),
    remove: (of) => store.remove(of),
    close: () => store.close(),
  };
}
