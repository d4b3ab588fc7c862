import { account, allow, happened, otherAccount, user } from '../account.fixture.js';
import { fold, InMemorySource } from '../in-memory-source.fixture.js';
import { ManualTimer, settled } from '../manual-timer.fixture.js';
import { Replica } from './replica.js';

function started() {
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
  return { source, time, alarms, replica };
}

async function opened(world: ReturnType<typeof started>) {
  const follower = await world.replica.open(account);
  if (follower === undefined) throw new Error('the account has no events');
  return follower;
}

const fromTheFuture = { type: 'UserFrozen', data: {} };

describe('a replica', () => {
  it('loads an account at the first question and once for all who ask meanwhile', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    const [first, second] = await Promise.all([opened(world), opened(world)]);
    expect(first).toBe(second);
    expect(await opened(world)).toBe(first);
    expect(world.source.calls.snapshot).toBe(1);
    expect(first.index.principal(user('ada').userArn)).toBeDefined();
  });

  it('keeps accounts apart', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    world.source.append(
      otherAccount,
      happened.userCreated('ada', {}, otherAccount),
      happened.accountCreated(otherAccount),
    );
    const other = await world.replica.open(otherAccount);
    expect((await opened(world)).index.revision).toBe(1n);
    expect(other?.index.revision).toBe(2n);
    expect(other?.index.principal(user('ada').userArn)).toBeUndefined();
  });

  it('answers nothing for an account without events and looks again the next time', async () => {
    const world = started();
    expect(await world.replica.open(account)).toBeUndefined();
    world.source.append(account, happened.userCreated('ada'));
    expect((await opened(world)).index.revision).toBe(1n);
  });

  it('tries again after a load that failed', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    world.source.outage = new Error('the log is down');
    await expect(opened(world)).rejects.toThrow('the log is down');
    world.source.outage = undefined;
    expect((await opened(world)).index.revision).toBe(1n);
  });

  it('applies what is committed while it loads', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    const opening = opened(world);
    world.source.append(account, happened.userCreated('bob'), happened.userCreated('eve'));
    expect((await opening).index.revision).toBe(3n);
  });

  it('never shows a revision older than one it has heard of and the log has', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'), happened.userCreated('bob'));
    world.source.snapshot = () => Promise.resolve(fold(world.source.events(account).slice(0, 1)));
    world.source.deliver(account, world.source.events(account).slice(1));
    expect((await opened(world)).index.revision).toBe(2n);
  });

  it('follows the feed', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    const { index } = await opened(world);
    world.source.append(account, happened.userCreated('bob'), happened.inlinePut('bob', allow('s3:*')));
    expect([index.revision, world.source.calls.read]).toEqual([3n, 0]);
    world.replica.stop();
    world.source.append(account, happened.userCreated('eve'));
    expect(index.revision).toBe(3n);
  });

  it('skips what comes twice', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'), happened.userDeleted('ada'));
    const { index } = await opened(world);
    world.source.append(account, happened.userCreated('bob'));
    world.source.deliver(account, world.source.events(account));
    world.source.deliver(account, world.source.events(account).slice(0, 1));
    await settled();
    expect([index.revision, world.source.calls.read, world.alarms]).toEqual([3n, 0, []]);
    expect(index.principal(user('ada').userArn)).toBeUndefined();
  });

  it('reads a gap from the log', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    const { index } = await opened(world);
    world.source.isSilent = true;
    world.source.append(account, happened.userCreated('bob'), happened.userDeleted('ada'));
    world.source.isSilent = false;
    world.source.append(account, happened.userCreated('eve'));
    await settled();
    expect([index.revision, world.source.calls.read]).toEqual([4n, 1]);
    expect(
      [user('ada'), user('bob'), user('eve')].map(({ userArn }) => index.principal(userArn)?.name),
    ).toEqual([undefined, 'bob', 'eve']);
  });

  it('reads a gap of more than one page', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    const { index } = await opened(world);
    world.source.isSilent = true;
    for (let count = 0; count < 2_500; count += 1)
      world.source.append(account, happened.userDeleted('nobody'));
    world.source.isSilent = false;
    world.source.append(account, happened.userCreated('eve'));
    await settled();
    expect([index.revision, world.source.calls.read]).toEqual([2_502n, 3]);
  });

  it('applies what is delivered while a gap is read', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    const { index } = await opened(world);
    world.source.isSilent = true;
    world.source.append(account, happened.userCreated('bob'));
    world.source.isSilent = false;
    world.source.append(account, happened.userCreated('eve'));
    world.source.append(account, happened.userDeleted('ada'));
    await settled();
    expect(index.revision).toBe(4n);
  });

  it('fills a gap later when the log is down now', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    const { index } = await opened(world);
    world.source.outage = new Error('the log is down');
    world.source.isSilent = true;
    world.source.append(account, happened.userCreated('bob'));
    world.source.isSilent = false;
    world.source.append(account, happened.userCreated('eve'));
    await settled();
    expect(world.replica.progress()).toMatchObject([{ account, revision: 1n, seen: 3n, isStopped: false }]);
    world.source.outage = undefined;
    world.source.append(account, happened.userDeleted('ada'));
    await settled();
    expect(index.revision).toBe(4n);
  });

  it('stops one account at an event it cannot fold, sounds the alarm once and answers on', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    world.source.append(otherAccount, happened.accountCreated(otherAccount));
    const { index } = await opened(world);
    const other = await world.replica.open(otherAccount);
    world.source.append(account, happened.userCreated('bob'), fromTheFuture, happened.userDeleted('ada'));
    world.source.append(account, happened.userCreated('eve'));
    world.source.append(otherAccount, happened.userCreated('ada', {}, otherAccount));
    await settled();
    expect(world.alarms).toEqual([[account, 3n, expect.objectContaining({ name: 'UnknownEventError' })]]);
    expect([index.revision, index.principal(user('ada').userArn)?.name]).toEqual([2n, 'ada']);
    expect(world.replica.progress()).toMatchObject([
      { account, revision: 2n, seen: 5n, isStopped: true },
      { account: otherAccount, revision: 2n, seen: 2n, isStopped: false },
    ]);
    expect(other?.index.revision).toBe(2n);
  });

  it('gives every account the same end, whatever the feed does to the order', async () => {
    const facts = [
      happened.userCreated('ada'),
      happened.inlinePut('ada', allow('s3:*')),
      happened.userCreated('bob'),
      happened.userDeleted('ada'),
      happened.groupCreated('staff'),
      happened.joined('bob', 'staff'),
    ];
    for (let order = 0; order < 200; order += 1) {
      const world = started();
      world.source.append(account, happened.accountCreated());
      const { index } = await opened(world);
      world.source.isSilent = true;
      world.source.append(account, ...facts);
      const events = world.source.events(account);
      for (let count = 0; count < 4; count += 1) {
        const from = (order * 7 + count * 3) % events.length;
        world.source.deliver(account, events.slice(from, from + 1 + ((order + count) % 3)));
      }
      world.source.deliver(account, events.slice(-1));
      await settled();
      expect(index.revision).toBe(7n);
      expect(index.principal(user('ada').userArn)).toBeUndefined();
      expect(index.principal(user('bob').userArn)).toMatchObject({ groups: ['AGPASTAFF'] });
    }
  });
});

describe('waiting for a revision', () => {
  it('ends at once when it is there', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    await (await opened(world)).waitFor(1n, 2_000);
    expect(world.time.pending).toBe(0);
  });

  it('ends when it is applied and not before', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    const follower = await opened(world);
    let ended = false;
    const waiting = follower.waitFor(3n, 2_000).then(() => {
      ended = true;
    });
    world.source.append(account, happened.userCreated('bob'));
    await settled();
    expect(ended).toBe(false);
    world.source.append(account, happened.userCreated('eve'));
    await waiting;
    expect([follower.index.revision, world.time.pending]).toEqual([3n, 0]);
  });

  it('ends with its time', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    const follower = await opened(world);
    let ended = false;
    const waiting = follower.waitFor(2n, 100).then(() => {
      ended = true;
    });
    world.time.pass(99);
    await settled();
    expect(ended).toBe(false);
    world.time.pass(1);
    await waiting;
    await settled();
    expect([follower.index.revision, world.time.pending]).toEqual([1n, 0]);
  });

  it('does not begin without time or on a stopped account', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    const follower = await opened(world);
    await follower.waitFor(2n, 0);
    const waiting = follower.waitFor(9n, 2_000);
    world.source.append(account, fromTheFuture);
    await waiting;
    await follower.waitFor(2n, 2_000);
    expect(world.time.pending).toBe(0);
  });

  it('asks the log for what was seen but could not be read', async () => {
    const world = started();
    world.source.append(account, happened.userCreated('ada'));
    const follower = await opened(world);
    world.source.outage = new Error('the log is down');
    world.source.isSilent = true;
    world.source.append(account, happened.userCreated('bob'));
    world.source.append(account, happened.userCreated('eve'));
    world.source.deliver(account, world.source.events(account).slice(2));
    await settled();
    world.source.outage = undefined;
    await follower.waitFor(3n, 2_000);
    expect(follower.index.revision).toBe(3n);
  });
});
