import { account, happened, otherAccount } from '../account.fixture.js';
import { stored } from '../in-memory-source.fixture.js';
import { copyAt } from './copies.fixture.js';
import type { ReplicaParts } from './replica.js';
import { warmReplica } from './warm-replica.fixture.js';

const far = 9_000_000_000n;

/** The account at 2, not loaded, and who writes to the topic besides the relay. */
function given(parts: Partial<ReplicaParts> = {}) {
  const { log, replica, ...others } = warmReplica(parts);
  log.append(account, happened.accountCreated(), happened.userCreated('ada'));
  const forge = (revision = far, of = account) => {
    log.deliver(of, [stored(of, revision, happened.userCreated('mallory'))]);
  };
  const opened = async () => (await replica.open(account))?.index.revision;
  return { ...others, log, replica, forge, opened };
}

describe('a revision far beyond the head of the log that somebody wrote to the feed', () => {
  it('does not keep an account from being loaded from the log, and is told', async () => {
    const { replica, foreign, forge, opened } = given();
    forge();
    expect(await opened()).toBe(2n);
    expect([foreign, replica.summary().foreignEvents]).toEqual([[far], 1]);
  });

  it('does not keep an account from being loaded from its copy', async () => {
    const { log, store, replica, forge, opened } = given();
    store.put(account, copyAt(log, account, 2));
    forge();
    expect(await opened()).toBe(2n);
    expect(replica.summary().loads).toEqual({ fromStore: 1, fromLog: 0, failed: 0 });
  });

  it('does not make an account that the log does not have', async () => {
    const { replica, foreign, forge } = given();
    forge(far, otherAccount);
    expect(await replica.open(otherAccount)).toBeUndefined();
    expect(foreign).toEqual([far]);
  });

  it('does no harm while the account is loaded either, and the account follows the feed afterwards', async () => {
    const { log, time, forge, opened } = given();
    const snapshot = log.snapshot.bind(log);
    log.snapshot = (of) => {
      forge();
      forge(far + 1n);
      return snapshot(of);
    };
    const loading = opened();
    log.append(account, happened.userCreated('bob'));
    expect(await loading).toBe(3n);
    log.append(account, happened.userCreated('eve'));
    expect([await opened(), time.pending]).toEqual([4n, 0]);
  });

  it('keeps the account out while the log cannot say that it is not so, and no longer', async () => {
    const { log, store, forge, opened } = given();
    store.put(account, copyAt(log, account, 2));
    forge();
    log.outage = new Error('the log is down');
    await expect(opened()).rejects.toThrow('the log is down');
    log.outage = undefined;
    expect(await opened()).toBe(2n);
  });

  it('ends with the writer, however fast it writes', async () => {
    const { log, forge, opened } = given();
    const heads = log.heads.bind(log);
    let revision = far;
    log.heads = (accounts) => {
      forge((revision += 1n));
      return heads(accounts);
    };
    expect(await opened()).toBe(2n);
  });

  it('is given up by a loaded account at the next look at the log, which is not loaded anew for it', async () => {
    const { log, time, alarms, foreign, replica, forge, opened } = given();
    await opened();
    forge();
    time.pass(500);
    expect(replica.summary()).toMatchObject({ lagRevisions: far - 2n, lagMs: 500 });
    await replica.compareWithLog();
    expect(replica.summary()).toMatchObject({ lagRevisions: 0n, lagMs: 0, stoppedAccounts: 0 });
    expect([await opened(), log.calls.snapshot, alarms, foreign]).toEqual([2n, 1, [], [far]]);
  });

  it('does not keep an account that was dropped from being loaded again', async () => {
    const { log, replica, forge, opened } = given({ memoryLimitBytes: 1 });
    log.append(otherAccount, happened.accountCreated(otherAccount));
    await opened();
    forge();
    await replica.open(otherAccount);
    await replica.compareWithLog();
    forge();
    await replica.open(otherAccount);
    expect(await opened()).toBe(2n);
  });

  it('that was applied does not keep a dropped account from being loaded again', async () => {
    const { log, replica, forge, opened } = given({ memoryLimitBytes: 1 });
    log.append(otherAccount, happened.accountCreated(otherAccount));
    await opened();
    forge(3n);
    await replica.open(otherAccount);
    await replica.compareWithLog();
    expect(await opened()).toBe(2n);
  });
});
