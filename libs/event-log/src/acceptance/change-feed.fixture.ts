import type { ChangeFeed, Subscription } from '../change-feed/change-feed.js';
import { Collected, eventsOf, revisionsTo } from './collected.fixture.js';
import { until } from './until.fixture.js';

/** Where feeds of one test meet: a topic, or this process. */
export interface FeedPlace {
  open(onError: (error: unknown) => void): ChangeFeed;
}

/** An engine as the acceptance suite sees it. */
export interface FeedEngine {
  newPlace(): Promise<FeedPlace>;
  /** Makes the engine unreachable for a while, where that can be. */
  readonly outage?: { begin(): Promise<void>; end(): Promise<void> };
}

const unavailable = { name: 'ChangeFeedUnavailableError' };
const accounts = Array.from({ length: 40 }, (_, index) => String(100_000_000_000 + index));
const [mine = '', other = ''] = accounts;

/** The promises of a feed that every engine keeps. Called inside a `describe` whose time-out suits the engine. */
export function acceptChangeFeed(engine: FeedEngine): void {
  const errors: unknown[] = [];
  let feed: ChangeFeed;

  beforeEach(async () => {
    const place = await engine.newPlace();
    feed = place.open((error) => errors.push(error));
  });

  afterEach(async () => {
    await feed.close();
    errors.splice(0);
  });

  const collect = async (): Promise<[Collected, Subscription]> => {
    const collected = new Collected();
    return [collected, await feed.follow(collected.listener)];
  };

  const shareInto = (group: string, collected: Collected): Promise<Subscription> =>
    feed.share(group, (account, events) => {
      collected.listener(account, events);
      return Promise.resolve();
    });

  it('gives every follower everything that is published after it follows, each account in order', async () => {
    await feed.publish(eventsOf(mine, 1, 3));
    const followers = await Promise.all([collect(), collect()]);
    await feed.publish([...eventsOf(mine, 4, 5), ...eventsOf(other, 1, 1), ...eventsOf(mine, 6, 6)]);
    await feed.publish(eventsOf(mine, 7, 7));
    for (const [collected, subscription] of followers) {
      await until('the last event arrives', () => collected.has(mine, 7));
      expect(collected.known(mine)).toEqual([4, 5, 6, 7]);
      expect(collected.known(other)).toEqual([1]);
      expect(subscription.isConnected).toBe(true);
    }
    expect(errors).toEqual([]);
  });

  it('carries events as they were stored', async () => {
    const [collected] = await collect();
    const published = eventsOf(mine, 1, 2, 20);
    await feed.publish(published);
    await until('they arrive', () => collected.has(mine, 2));
    expect(collected.events(mine)).toEqual(published);
  });

  it('hands over consecutive revisions only, and cuts where one is missing', async () => {
    const [collected] = await collect();
    await feed.publish([...eventsOf(mine, 1, 2), ...eventsOf(mine, 9, 10)]);
    await until('they arrive', () => collected.has(mine, 10));
    for (const events of collected.deliveries) {
      const first = events[0]?.revision ?? 0n;
      expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => first + BigInt(index)));
    }
    expect(collected.known(mine)).toEqual([1, 2, 9, 10]);
  });

  it('carries many events, and large ones, in one publication', async () => {
    const [collected] = await collect();
    await feed.publish([
      ...accounts.flatMap((account) => eventsOf(account, 1, 100, 600)),
      ...eventsOf(mine, 101, 120, 150_000),
    ]);
    await until('the last ones arrive', () => accounts.every((account) => collected.has(account, 100)));
    await until('the large ones arrive', () => collected.has(mine, 120));
    for (const account of accounts.slice(1)) expect(collected.known(account)).toEqual(revisionsTo(100));
    expect(collected.known(mine)).toEqual(revisionsTo(120));
  });

  it('takes an empty publication for what it is', async () => {
    await expect(feed.publish([])).resolves.toBeUndefined();
  });

  it('reports what a listener throws and goes on', async () => {
    const collected = new Collected();
    await feed.follow((account, events) => {
      collected.listener(account, events);
      if (collected.deliveries.length === 1) throw new RangeError('a listener that breaks its promise');
    });
    await feed.publish(eventsOf(mine, 1, 1));
    await until('the first arrives', () => collected.has(mine, 1));
    await feed.publish(eventsOf(mine, 2, 2));
    await until('the second arrives', () => collected.has(mine, 2));
    expect(errors).toMatchObject([{ name: 'RangeError' }]);
  });

  it('calls a follower no more when it has stopped', async () => {
    const [stopped, subscription] = await collect();
    const [other] = await collect();
    await feed.publish(eventsOf(mine, 1, 1));
    await until('it arrives', () => stopped.has(mine, 1) && other.has(mine, 1));
    await subscription.stop();
    await subscription.stop();
    expect(subscription.isConnected).toBe(false);
    await feed.publish(eventsOf(mine, 2, 2));
    await until('it arrives at the other one', () => other.has(mine, 2));
    expect(stopped.arrived(mine)).toEqual([1]);
  });

  it('shares accounts among the members of a group, each account with one member at a time and in order', async () => {
    const members = [new Collected(), new Collected()];
    const busy = new Set<string>();
    for (const collected of members) {
      await feed.share('indexer', async (account, events) => {
        if (busy.has(account)) throw new Error('two members work on one account');
        busy.add(account);
        await new Promise(setImmediate);
        collected.listener(account, events);
        busy.delete(account);
      });
    }
    const everyone = new Collected();
    await shareInto('another group', everyone);
    let round = 0;
    await until('both members have work', async () => {
      round += 1;
      await feed.publish(accounts.flatMap((account) => eventsOf(account, round, round)));
      return members.every(({ deliveries }) => deliveries.length > 0);
    });
    const seen = (account: string) => new Set(members.flatMap((collected) => collected.arrived(account)));
    await until('everything arrives', () => accounts.every((account) => seen(account).size === round));
    await until('the other group has it too', () =>
      accounts.every((account) => everyone.has(account, round)),
    );
    for (const account of accounts) {
      for (const collected of members) {
        const known = collected.known(account);
        expect(known).toEqual([...known].sort((left, right) => left - right));
      }
      expect(everyone.known(account)).toEqual(revisionsTo(round));
    }
    expect(errors).toEqual([]);
  });

  it('gives the accounts of a member that leaves to another one', async () => {
    const [first, second] = [new Collected(), new Collected()];
    const leaving = await shareInto('indexer', first);
    await feed.publish(accounts.flatMap((account) => eventsOf(account, 1, 1)));
    await until('the only member has everything', () => accounts.every((account) => first.has(account, 1)));
    await shareInto('indexer', second);
    await leaving.stop();
    const before = first.deliveries.length;
    await feed.publish(accounts.flatMap((account) => eventsOf(account, 2, 2)));
    await until('the other one has everything', () => accounts.every((account) => second.has(account, 2)));
    expect(first.deliveries).toHaveLength(before);
  });

  it('lets a group go on where it was, also after all members left', async () => {
    const [before, after] = [new Collected(), new Collected()];
    const left = await shareInto('indexer', before);
    await feed.publish(eventsOf(mine, 1, 3));
    await until('they are taken', () => before.has(mine, 3));
    await left.stop();
    await feed.publish(eventsOf(mine, 4, 6));
    await shareInto('indexer', after);
    await feed.publish(eventsOf(mine, 7, 7));
    await until('the rest arrives', () => after.has(mine, 7));
    expect(after.known(mine)).toEqual([4, 5, 6, 7]);
    expect(before.known(mine)).toEqual([1, 2, 3]);
  });

  it('hands over again what a handler rejected, and nothing later before it', async () => {
    const collected = new Collected();
    let isFailing = true;
    let attempts = 0;
    const subscription = await feed.share('indexer', (account, events) => {
      attempts += 1;
      if (isFailing) return Promise.reject(new RangeError('the store is down'));
      collected.listener(account, events);
      return Promise.resolve();
    });
    await feed.publish(eventsOf(mine, 1, 2));
    await until('it was tried twice', () => attempts > 1);
    expect(subscription.isConnected).toBe(false);
    await feed.publish(eventsOf(mine, 3, 3));
    isFailing = false;
    await until('everything arrives', () => collected.has(mine, 3));
    expect(collected.known(mine)).toEqual([1, 2, 3]);
    await until('it shows', () => subscription.isConnected);
    expect(errors[0]).toMatchObject({ name: 'RangeError' });
  });

  it('waits for the running handler when a member stops', async () => {
    const order: string[] = [];
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const subscription = await feed.share('indexer', async () => {
      order.push('begun');
      await released;
      order.push('done');
    });
    await feed.publish(eventsOf(mine, 1, 1));
    await until('the handler runs', () => order.length === 1);
    const stopped = subscription.stop().then(() => order.push('stopped'));
    release();
    await stopped;
    expect(order).toEqual(['begun', 'done', 'stopped']);
  });

  it('refuses everything when it is closed, and calls nobody any more', async () => {
    const [collected, subscription] = await collect();
    await feed.close();
    expect(subscription.isConnected).toBe(false);
    await expect(feed.publish(eventsOf(mine, 1, 1))).rejects.toMatchObject(unavailable);
    await expect(feed.follow(collected.listener)).rejects.toMatchObject(unavailable);
    await expect(shareInto('indexer', collected)).rejects.toMatchObject(unavailable);
    expect(collected.deliveries).toEqual([]);
  });

  const { outage } = engine;
  if (outage === undefined) return;

  it('fails to publish during an outage, and goes on by itself afterwards without losing anything', async () => {
    const [follower, followed] = await collect();
    const member = new Collected();
    const shared = await shareInto('indexer', member);
    await feed.publish(eventsOf(mine, 1, 1));
    await until('it arrives', () => follower.has(mine, 1) && member.has(mine, 1));
    await outage.begin();
    const begun = performance.now();
    await expect(feed.publish(eventsOf(mine, 2, 2))).rejects.toMatchObject(unavailable);
    expect(performance.now() - begun).toBeLessThan(10_000);
    await until('it shows', () => !followed.isConnected && !shared.isConnected);
    await expect(feed.follow(follower.listener)).rejects.toMatchObject(unavailable);
    await outage.end();
    await until('it can be published again', () =>
      feed.publish(eventsOf(mine, 2, 3)).then(
        () => true,
        () => false,
      ),
    );
    await until('the rest arrives', () => follower.has(mine, 3) && member.has(mine, 3));
    expect(follower.known(mine)).toEqual([1, 2, 3]);
    expect(member.known(mine)).toEqual([1, 2, 3]);
    await until('it shows', () => followed.isConnected && shared.isConnected);
  });
}
