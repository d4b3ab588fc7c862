import { account, allow, happened, user } from '../account.fixture.js';
import { type InMemorySource, stored } from '../in-memory-source.fixture.js';
import { settled } from '../manual-timer.fixture.js';
import { copyAt } from './copies.fixture.js';
import { Replica } from './replica.js';
import { WarmSource } from './warm-source.js';
import { warmReplica } from './warm-replica.fixture.js';

/** The account at 2, loaded. */
async function given() {
  const { log, replica, ...others } = warmReplica();
  log.append(account, happened.accountCreated(), happened.userCreated('ada'));
  const opened = async () => {
    const follower = await replica.open(account);
    if (follower === undefined) throw new Error('the account has no events');
    return follower;
  };
  const names = async () => {
    const { index } = await opened();
    return ['ada', 'bob', 'eve'].filter((name) => index.principal(user(name).userArn) !== undefined);
  };
  await opened();
  return { ...others, log, replica, opened, names };
}

/** The log goes back to revision 1 and on with something else. */
function otherwise(log: InMemorySource, ...more: readonly { type: string; data: unknown }[]): void {
  log.isSilent = true;
  log.restore(account, 1n);
  log.history = 'b';
  log.append(account, happened.userCreated('bob'), ...more);
  log.isSilent = false;
}

const notOfLog = expect.objectContaining({ name: 'OtherHistoryError' }) as unknown;

describe('an account in memory that is of another history than the log', () => {
  it('has no newest revision at the same revision, and is loaded anew', async () => {
    const { log, alarms, opened, names } = await given();
    otherwise(log);
    await expect((await opened()).newest(Infinity)).rejects.toMatchObject({ name: 'OtherHistoryError' });
    expect(alarms).toEqual([[account, 2n, notOfLog]]);
    expect(await names()).toEqual(['bob']);
    expect(await (await opened()).newest(Infinity)).toBe(2n);
  });

  it('does not reach the newest revision where the log is ahead, and is loaded anew', async () => {
    const { log, opened, names } = await given();
    otherwise(log, happened.userCreated('eve'));
    const follower = await opened();
    expect(await follower.newest(Infinity)).toBe(3n);
    await follower.waitFor(3n, 1_000);
    expect([follower.index.revision, follower.stopReason]).toEqual([2n, 'other_history']);
    expect(await names()).toEqual(['bob', 'eve']);
  });

  it('is found by the comparison with the log, without anything else that happens', async () => {
    const { log, replica, names } = await given();
    otherwise(log);
    await replica.compareWithLog();
    expect(replica.progress()).toMatchObject([{ stopReason: 'other_history' }]);
    expect(await names()).toEqual(['bob']);
  });

  it('does not reach the head through events that only continue what is in memory', async () => {
    const { log, opened, names } = await given();
    log.isSilent = true;
    log.append(account, happened.userCreated('bob'));
    log.read = () => new Promise(() => undefined);
    const follower = await opened();
    expect(await follower.newest(Infinity)).toBe(3n);
    const forged = stored(account, 3n, happened.inlinePut('ada', allow('*')), { history: 'f' });
    log.deliver(account, [forged]);
    expect(follower.index.revision).toBe(2n);
    log.deliver(account, log.events(account).slice(2));
    expect([follower.index.revision, await names()]).toEqual([3n, ['ada', 'bob']]);
  });

  it('is found although so much was applied meanwhile that the answer is too old to compare', async () => {
    const { log, opened } = await given();
    const follower = await opened();
    const heads = log.heads.bind(log);
    let asked = 0;
    log.heads = async (accounts) => {
      const answer = await heads(accounts);
      asked += 1;
      if (asked > 1) return answer;
      for (let count = 0; count < 20; count += 1) log.append(account, happened.userDeleted('nobody'));
      return answer;
    };
    expect([await follower.newest(Infinity), asked]).toEqual([22n, 2]);
  });

  it('is refused while it changes too quickly to be compared', async () => {
    const { log, opened } = await given();
    const follower = await opened();
    const heads = log.heads.bind(log);
    log.heads = async (accounts) => {
      const answer = await heads(accounts);
      for (let count = 0; count < 20; count += 1) log.append(account, happened.userDeleted('nobody'));
      return answer;
    };
    await expect(follower.newest(Infinity)).rejects.toThrow('changes faster');
    expect(follower.stopReason).toBeUndefined();
  });

  it('is so where nobody can tell, because a copy without its hash was loaded while the log was down', async () => {
    const { log, store, time, alarms } = await given();
    const { from, until, documents } = copyAt(log, account, 2);
    store.put(account, { from, until, documents });
    const source = new WarmSource({
      store,
      log,
      follow: (listener) => log.subscribe(listener),
      onFailure: () => undefined,
      timer: time.timer,
    });
    const replica = new Replica(source, { timer: time.timer, alarm: (...alarm) => alarms.push(alarm) });
    log.outage = new Error('the log is down');
    await replica.open(account);
    log.outage = undefined;
    await replica.compareWithLog();
    expect(alarms).toEqual([[account, 2n, notOfLog]]);
    await replica.open(account);
    expect(replica.summary().loads).toEqual({ fromStore: 1, fromLog: 1, failed: 0 });
  });
});

it('an event of the feed that cannot be folded stops no account unless the log has it', async () => {
  const { log, alarms, opened } = await given();
  log.deliver(account, [stored(account, 3n, { type: 'UserFrozen', data: {} }, { history: 'f' })]);
  await settled();
  log.append(account, happened.userCreated('bob'));
  await settled();
  expect([(await opened()).index.revision, alarms]).toEqual([3n, []]);
});
