import { account, happened, user } from '../account.fixture.js';
import { InMemorySource, stored } from '../in-memory-source.fixture.js';
import { ManualTimer, settled } from '../manual-timer.fixture.js';
import { copyAt, copyDuring, ScriptedStore } from './copies.fixture.js';
import { Replica } from './replica.js';
import { WarmSource } from './warm-source.js';

/** A log with ada at 2 and bob at 3 whom 4 deletes again, an empty store, and a replica that starts after that. */
function given() {
  const log = new InMemorySource();
  const store = new ScriptedStore();
  const time = new ManualTimer();
  const failures: unknown[] = [];
  const source = new WarmSource({
    store,
    log,
    follow: (listener) => log.subscribe(listener),
    onFailure: (_, cause) => {
      failures.push(cause);
    },
    timer: time.timer,
  });
  const alarms: unknown[] = [];
  const replica = new Replica(source, {
    timer: time.timer,
    alarm: (...alarm) => {
      alarms.push(alarm);
    },
  });
  log.append(
    account,
    happened.accountCreated(),
    happened.userCreated('ada'),
    happened.userCreated('bob'),
    happened.userDeleted('bob'),
  );
  replica.start();
  const down = new Error('the log is down');
  /** Hears of an event that this log may not have. */
  const hear = (revision: bigint) => {
    log.deliver(account, [stored(account, revision, happened.userCreated('eve'))]);
  };
  const load = async () => {
    const loading = replica.open(account);
    loading.catch(() => undefined);
    // The log is asked in steps; a step that it does not answer ends after a second.
    for (let step = 0; step < 9; step += 1) {
      await settled();
      time.pass(1_000);
    }
    const index = (await loading)?.index;
    const names = ['ada', 'bob'].filter((name) => index?.principal(user(name).userArn) !== undefined);
    return { revision: index?.revision, names, loads: replica.summary().loads };
  };
  return { log, store, time, failures, alarms, replica, down, hear, load };
}

const fromStore = { fromStore: 1, fromLog: 0, failed: 0 };
const fromLog = { fromStore: 0, fromLog: 1, failed: 0 };

describe('an account is loaded', () => {
  it('from its copy, without the snapshot of the log', async () => {
    const { log, store, load } = given();
    store.put(account, copyAt(log, account, 4));
    expect(await load()).toEqual({ revision: 4n, names: ['ada'], loads: fromStore });
    expect(log.calls).toEqual({ snapshot: 0, read: 0, heads: 1 });
  });

  it('from its copy and the events after it, also when nobody told of them', async () => {
    const { log, store, load } = given();
    store.put(account, copyAt(log, account, 3));
    log.isSilent = true;
    log.append(account, happened.userDeleted('ada'));
    expect(await load()).toEqual({ revision: 5n, names: [], loads: fromStore });
    expect(log.calls.snapshot).toBe(0);
  });

  it('from a copy that was changed while it was read, with the events between', async () => {
    for (const choose of [(from: number) => from, (_: number, until: number) => until]) {
      const { log, store, load } = given();
      store.put(account, copyDuring(log, account, { from: 1, until: 4 }, choose));
      expect(await load()).toEqual({ revision: 4n, names: ['ada'], loads: fromStore });
    }
  });

  it.each([
    ['there is no copy', () => undefined],
    [
      'the copy cannot be made whole',
      ({ log }: ReturnType<typeof given>) => ({ ...copyAt(log, account, 4), from: 3n, until: 9n }),
    ],
  ])('from the log when %s', async (_, copy) => {
    const world = given();
    world.store.put(account, copy(world));
    expect(await world.load()).toEqual({ revision: 4n, names: ['ada'], loads: fromLog });
  });

  it('from the log when the store is down, which is reported', async () => {
    const { store, failures, load } = given();
    store.outage = new Error('the store is down');
    expect(await load()).toEqual({ revision: 4n, names: ['ada'], loads: fromLog });
    expect(failures).toEqual([store.outage]);
  });

  it('from the log when the copy is more than 10,000 events behind', async () => {
    const { log, store, load } = given();
    store.put(account, copyAt(log, account, 4));
    log.isSilent = true;
    log.append(account, ...Array.from({ length: 10_001 }, () => happened.userDeleted('nobody')));
    expect(await load()).toMatchObject({ revision: 10_005n, loads: fromLog });
  });

  it('from the log when the copy has what the log has lost', async () => {
    const { log, store, load } = given();
    store.put(account, copyAt(log, account, 3));
    log.restore(account, 2n);
    expect(await load()).toEqual({ revision: 2n, names: ['ada'], loads: fromLog });
  });

  it('from a copy that went ahead while the log was asked', async () => {
    const { log, store, load } = given();
    let letGo = () => undefined as unknown;
    log.answering = new Promise((resolve) => {
      letGo = resolve;
    });
    store.scan = () => {
      log.append(account, happened.userDeleted('ada'));
      letGo();
      return Promise.resolve(copyAt(log, account, 5));
    };
    expect(await load()).toEqual({ revision: 5n, names: [], loads: fromStore });
  });

  it('up to an event that this program cannot read, where it stops with an alarm, from the log', async () => {
    const { log, store, alarms, load, replica } = given();
    log.isSilent = true;
    log.append(account, { type: 'UserFrozen', data: {} }, happened.userDeleted('ada'));
    expect(await load()).toEqual({ revision: 4n, names: ['ada'], loads: fromLog });
    expect(alarms).toEqual([[account, 5n, expect.objectContaining({ name: 'UnknownEventError' })]]);
    expect(replica.progress()).toMatchObject([{ stopReason: 'unfoldable_event', seen: 6n }]);
    expect(store.calls).toBe(1);
  });

  it('not from a copy that a newer program has written beyond such an event', async () => {
    const { log, store, alarms, load } = given();
    const copy = copyAt(log, account, 4);
    log.isSilent = true;
    log.append(account, { type: 'UserFrozen', data: {} });
    const hash = log.events(account)[4]?.hash ?? '';
    store.put(account, { ...copy, from: 5n, until: 5n, hash });
    expect(await load()).toEqual({ revision: 4n, names: ['ada'], loads: fromLog });
    expect(alarms).toHaveLength(1);
  });

  it('not at all when neither the store nor the log knows it', async () => {
    const { replica, log } = given();
    expect(await replica.open('210987654321')).toBeUndefined();
    expect(log.calls.snapshot).toBe(0);
  });
});

describe('while the log is down', () => {
  it('an account is loaded from its copy', async () => {
    const { log, store, failures, down, load } = given();
    store.put(account, copyAt(log, account, 3));
    log.outage = down;
    expect(await load()).toEqual({ revision: 3n, names: ['ada', 'bob'], loads: fromStore });
    expect(failures).toEqual([down]);
  });

  it('an account is not loaded at an older revision than one that was heard of', async () => {
    const { log, store, hear, load, down } = given();
    store.put(account, copyAt(log, account, 4));
    hear(5n);
    log.outage = down;
    await expect(load()).rejects.toThrow('the log is down');
    log.outage = undefined;
    log.isSilent = true;
    log.append(account, happened.userCreated('eve'));
    expect(await load()).toMatchObject({ revision: 5n, loads: { fromStore: 1, failed: 1 } });
  });

  it('an account is not loaded from nothing', async () => {
    const { log, load, down, replica } = given();
    log.outage = down;
    await expect(load()).rejects.toThrow('the log is down');
    expect(replica.summary().loads).toEqual({ fromStore: 0, fromLog: 0, failed: 1 });
  });

  it('a copy that changes is read again until it holds still', async () => {
    const { log, store, load, down } = given();
    const moving = copyDuring(log, account, { from: 2, until: 4 });
    store.put(account, moving, moving, moving, copyAt(log, account, 4));
    log.outage = down;
    expect(await load()).toMatchObject({ revision: 4n, names: ['ada'] });
    expect(store.calls).toBe(4);
  });

  it('a copy that never holds still is not used', async () => {
    const { log, store, load, down } = given();
    store.put(account, copyDuring(log, account, { from: 2, until: 4 }));
    log.outage = down;
    await expect(load()).rejects.toThrow('the log is down');
    expect(store.calls).toBe(5);
  });

  it('a log that hangs costs a second, and what it has later is caught up with', async () => {
    const { log, store, load, replica, time } = given();
    store.put(account, copyAt(log, account, 4));
    log.answering = new Promise(() => undefined);
    expect(await load()).toMatchObject({ revision: 4n, loads: fromStore });
    log.answering = Promise.resolve();
    log.isSilent = true;
    log.append(account, happened.userDeleted('ada'));
    await replica.compareWithLog();
    await settled();
    expect((await load()).revision).toBe(5n);
    expect(time.pending).toBe(0);
  });
});
