import { account, allow, happened, user } from '../account.fixture.js';
import { stored } from '../in-memory-source.fixture.js';
import { settled } from '../manual-timer.fixture.js';
import { copyAt } from './copies.fixture.js';
import { Replica } from './replica.js';
import { WarmSource } from './warm-source.js';
import { warmReplica } from './warm-replica.fixture.js';

const rights = happened.inlinePut('ada', allow('*'));

/** The account at 2, loaded, and who writes to the topic besides the relay. */
async function given() {
  const { log, replica, ...others } = warmReplica();
  log.append(account, happened.accountCreated(), happened.userCreated('ada'));
  const opened = async () => {
    const follower = await replica.open(account);
    if (follower === undefined) throw new Error('the account has no events');
    return follower;
  };
  const policiesOfAda = async () => {
    const ada = (await opened()).index.principal(user('ada').userArn);
    return ada?.kind === 'user' ? ada.inlinePolicies.length : undefined;
  };
  await opened();
  return { ...others, log, replica, opened, policiesOfAda };
}

/** An event that continues the chain as far as its writer knows it. */
function forged(revision: bigint, prevhash: string | undefined) {
  const event = stored(account, revision, rights);
  const envelope = JSON.parse(event.text) as Record<string, unknown>;
  const text = JSON.stringify({ ...envelope, prevhash });
  return { ...event, text, hash: 'f'.repeat(64) };
}

const hashAt2 = '2'.padStart(64, '0');

describe('an event that somebody else wrote to the feed', () => {
  it.each([undefined, 'e'.repeat(64)])(
    'is not applied and is told when its prevhash is %s, and the account goes on',
    async (prevhash) => {
      const { log, alarms, foreign, replica, opened, policiesOfAda } = await given();
      log.deliver(account, [forged(3n, prevhash)]);
      await settled();
      await replica.compareWithLog();
      expect([foreign, alarms, await policiesOfAda()]).toEqual([[3n], [], 0]);
      expect(replica.summary()).toMatchObject({ foreignEvents: 1, stops: { other_history: 0 } });
      log.append(account, happened.userCreated('bob'));
      expect((await opened()).index.revision).toBe(3n);
    },
  );

  it('costs nothing of the real events beside it', async () => {
    const { log, foreign, opened } = await given();
    log.isSilent = true;
    log.append(account, happened.userCreated('bob'), happened.userCreated('eve'));
    log.deliver(account, [...log.events(account).slice(2, 3), forged(4n, 'e'.repeat(64))]);
    await settled();
    const { index } = await opened();
    expect([foreign, index.revision, index.principal(user('eve').userArn)?.kind]).toEqual([[4n], 4n, 'user']);
  });

  it.each([
    ['its own revision', 1],
    ['the next revision', 2],
  ])('gives no right beyond the real event of %s, although it continues the chain', async (_, events) => {
    const { log, alarms, opened, policiesOfAda } = await given();
    log.deliver(account, [forged(3n, hashAt2)]);
    log.isSilent = true;
    log.append(account, happened.userCreated('bob'), happened.userCreated('eve'));
    log.deliver(account, log.events(account).slice(1 + events, 2 + events));
    await settled();
    expect(await policiesOfAda()).toBe(0);
    expect((await opened()).index.revision).toBe(4n);
    expect(alarms).toEqual([[account, 3n, expect.objectContaining({ name: 'OtherHistoryError' })]]);
  });

  it('gives no right beyond the first real event, also when there are several of them', async () => {
    const { log, policiesOfAda, opened } = await given();
    log.deliver(account, [forged(3n, hashAt2), forged(4n, 'f'.repeat(64)), forged(5n, 'f'.repeat(64))]);
    log.append(account, happened.userCreated('bob'));
    await settled();
    expect([await policiesOfAda(), (await opened()).index.revision]).toEqual([0, 3n]);
  });

  it('is not replaced by a copy that may have it too while the log is down', async () => {
    const { log, store, opened } = await given();
    log.deliver(account, [forged(3n, hashAt2)]);
    log.append(account, happened.userCreated('bob'));
    await settled();
    store.put(account, copyAt(log, account, 3));
    log.outage = new Error('the log is down');
    await expect(opened()).rejects.toThrow('the log is down');
  });

  it('gives no right for longer than until the next look at the log, when nothing else happens', async () => {
    const { log, replica, alarms, opened, policiesOfAda } = await given();
    log.deliver(account, [forged(3n, hashAt2)]);
    expect(await policiesOfAda()).toBe(1);
    await replica.compareWithLog();
    expect(await policiesOfAda()).toBe(0);
    log.append(account, happened.userCreated('bob'));
    expect((await opened()).index.revision).toBe(3n);
    expect(alarms).toHaveLength(1);
    expect(replica.summary()).toMatchObject({ foreignEvents: 0, stops: { other_history: 1 } });
  });

  it('stops no account for long by a revision that is far ahead', async () => {
    const { log, replica, opened } = await given();
    log.deliver(account, [forged(9_000_000_000n, hashAt2)]);
    await settled();
    await replica.compareWithLog();
    await opened();
    log.append(account, happened.userCreated('bob'));
    expect((await opened()).index.revision).toBe(3n);
  });

  it('is not answered from while the log cannot be read to load the account anew', async () => {
    const { log, opened } = await given();
    log.deliver(account, [forged(3n, hashAt2)]);
    log.append(account, happened.userCreated('bob'));
    await settled();
    log.outage = new Error('the log is down');
    await expect(opened()).rejects.toThrow('the log is down');
  });

  it('is asked about once at a time, however many there are', async () => {
    const { log, foreign } = await given();
    for (let times = 0; times < 100; times += 1) log.deliver(account, [forged(3n, undefined)]);
    await settled();
    expect(log.calls.read).toBe(1);
    expect(foreign).toEqual([3n]);
  });
});

it('a warm copy that does not end as the log does is not loaded', async () => {
  const { log, store, failures } = await given();
  log.append(account, happened.userCreated('bob'));
  store.put(account, { ...copyAt(log, account, 3), hash: 'f'.repeat(64) });
  const replica = new Replica(
    new WarmSource({
      store,
      log,
      follow: (listener) => log.subscribe(listener),
      onFailure: (_, cause) => failures.push(cause),
    }),
    { alarm: () => undefined },
  );
  await replica.open(account);
  expect(replica.summary().loads).toEqual({ fromStore: 0, fromLog: 1, failed: 0 });
  expect(failures).toEqual([expect.objectContaining({ name: 'OtherHistoryError' })]);
});
