import { account, happened, otherAccount, user } from '../account.fixture.js';
import { InMemorySource } from '../in-memory-source.fixture.js';
import { ManualTimer, settled } from '../manual-timer.fixture.js';
import type { AccountFollower } from './account-follower.js';
import { AntiEntropy } from './anti-entropy.js';
import { Replica } from './replica.js';

async function compared() {
  const source = new InMemorySource();
  const time = new ManualTimer();
  const alarms: unknown[] = [];
  const replica = new Replica(source, {
    timer: time.timer,
    clock: time.clock,
    alarm: (...alarm) => {
      alarms.push(alarm);
    },
  });
  replica.start();
  const failures: unknown[] = [];
  const antiEntropy = new AntiEntropy(replica, {
    timer: time.timer,
    onFailure: (cause) => {
      failures.push(cause);
    },
  });
  source.append(account, happened.accountCreated(), happened.userCreated('ada'));
  source.append(otherAccount, happened.accountCreated(otherAccount));
  const follower = await open(replica, account);
  const other = await open(replica, otherAccount);
  antiEntropy.start();
  const pass = async (ms: number) => {
    time.pass(ms);
    await settled();
  };
  return { source, time, alarms, failures, replica, antiEntropy, follower, other, pass };
}

async function open(replica: Replica, of: string): Promise<AccountFollower> {
  const follower = await replica.open(of);
  if (follower === undefined) throw new Error('the account has no events');
  return follower;
}

describe('the comparison with the log', () => {
  it('finds in two seconds what the feed has lost, for all accounts in one read', async () => {
    const { source, follower, other, pass } = await compared();
    source.isSilent = true;
    source.append(account, happened.userDeleted('ada'));
    source.append(otherAccount, happened.userCreated('bob', {}, otherAccount));
    await pass(1_999);
    expect([follower.index.revision, other.index.revision, source.calls.heads]).toEqual([2n, 1n, 0]);
    await pass(1);
    expect([follower.index.revision, other.index.revision, source.calls.heads]).toEqual([3n, 2n, 1]);
    expect(follower.index.principal(user('ada').userArn)).toBeUndefined();
  });

  it('goes on every two seconds until it is stopped', async () => {
    const { source, antiEntropy, time, pass } = await compared();
    await pass(2_000);
    await pass(2_000);
    expect([source.calls.heads, antiEntropy.counts]).toEqual([2, { done: 2, failed: 0 }]);
    antiEntropy.stop();
    await pass(2_000);
    expect([source.calls.heads, time.pending]).toEqual([2, 0]);
  });

  it('counts the outages of the log and survives them', async () => {
    const { source, antiEntropy, failures, replica, follower, pass } = await compared();
    source.outage = new Error('the log is down');
    await pass(2_000);
    expect([antiEntropy.counts, failures]).toEqual([{ done: 0, failed: 1 }, [source.outage]]);
    expect(replica.summary().headReadFailures).toBe(1);
    source.outage = undefined;
    source.isSilent = true;
    source.append(account, happened.userCreated('eve'));
    await pass(2_000);
    expect([antiEntropy.counts, follower.index.revision]).toEqual([{ done: 1, failed: 1 }, 3n]);
  });

  it('measures how far the account is behind while events cannot be read', async () => {
    const { source, replica, pass } = await compared();
    source.isSilent = true;
    source.append(account, happened.userCreated('bob'), happened.userCreated('eve'));
    const read = source.read.bind(source);
    source.read = () => Promise.reject(new Error('this part of the log cannot be read'));
    await pass(2_000);
    await pass(3_000);
    expect(replica.summary()).toMatchObject({ loadedAccounts: 2, lagRevisions: 2n, lagMs: 3_000 });
    expect(replica.progress()[0]).toMatchObject({ account, revision: 2n, seen: 4n, lagMs: 3_000 });
    source.read = read;
    await pass(2_000);
    expect(replica.summary()).toMatchObject({ lagRevisions: 0n, lagMs: 0 });
  });
});

describe('a log that was restored from a backup', () => {
  it('stops the accounts that it has less of, with one alarm, and these answer on', async () => {
    const { source, replica, alarms, follower, other, pass } = await compared();
    source.restore(account, 1n);
    await pass(2_000);
    await pass(2_000);
    expect(alarms).toEqual([[account, 1n, expect.objectContaining({ name: 'LogRegressedError' })]]);
    expect(replica.progress()).toMatchObject([
      { account, revision: 2n, isStopped: true, stopReason: 'log_regressed' },
      { account: otherAccount, revision: 1n, isStopped: false },
    ]);
    expect(replica.summary()).toMatchObject({ stoppedAccounts: 1 });
    expect(follower.index.principal(user('ada').userArn)?.name).toBe('ada');
    source.append(otherAccount, happened.userCreated('bob', {}, otherAccount));
    expect(other.index.revision).toBe(2n);
  });

  it('does not mix its new events into what is left of the old ones', async () => {
    const { source, follower, pass } = await compared();
    source.restore(account, 1n);
    await pass(2_000);
    source.append(account, happened.userCreated('mallory'), happened.userCreated('eve'));
    await pass(2_000);
    expect(follower.index.revision).toBe(2n);
    await expect(follower.newest(2_000)).rejects.toThrow('has revision 3 of account');
  });

  it('counts as restored when it does not have the account at all', async () => {
    const { source, replica, pass } = await compared();
    source.restore(account, 0n);
    await pass(2_000);
    expect(replica.progress()[0]).toMatchObject({ account, stopReason: 'log_regressed' });
  });

  it('is not mistaken for one when an event comes while the head is read', async () => {
    const { source, follower, alarms, time, pass } = await compared();
    let letGo = () => undefined as unknown;
    source.answering = new Promise((resolve) => {
      letGo = resolve;
    });
    await pass(2_000);
    source.append(account, happened.userCreated('bob'));
    letGo();
    await settled();
    expect([follower.index.revision, alarms]).toEqual([3n, []]);
    time.pass(2_000);
  });
});
