import type { StoredEvent } from '@grantlog/events';
import { ChangeFeedUnavailableError } from '../change-feed/change-feed.js';
import type { SqlDriver } from '../engines/sql/sql-driver.js';
import type { EventLog } from '../event-log.js';
import type { Relay } from '../relay/relay.js';
import { SqlRelay } from '../relay/sql-relay.js';
import { AccountUnderTest } from './account-under-test.fixture.js';
import { revisionsTo } from './collected.fixture.js';
import { TestClock } from './log-under-test.fixture.js';
import { until } from './until.fixture.js';

/** A log whose commits are noted for relays, and what relays need of its engine. */
export interface RelayedLog {
  readonly log: EventLog;
  /** For one relay, which closes it. */
  driver(): SqlDriver;
}

/** An engine as the suite sees it: an empty log on it. */
export type OpenRelayedLog = (clock: () => Date, onError: (error: unknown) => void) => Promise<RelayedLog>;

/** A feed that notes what is published, and can be made to fail or to wait. */
export class FeedForRelay {
  readonly publications: (readonly StoredEvent[])[] = [];
  failures = 0;
  isDown = false;
  attempts = 0;
  gate: Promise<void> = Promise.resolve();

  async publish(events: readonly StoredEvent[]): Promise<void> {
    this.attempts += 1;
    await this.gate;
    if (this.isDown || this.failures > 0) {
      this.failures -= 1;
      throw new ChangeFeedUnavailableError();
    }
    this.publications.push(events);
  }

  revisions(account: string): readonly number[] {
    return this.publications
      .flat()
      .filter((event) => event.account === account)
      .map(({ revision }) => Number(revision));
  }

  has(account: string, revision: number): boolean {
    return this.revisions(account).includes(revision);
  }
}

/** What a relay promises on every engine. */
export function acceptRelay(open: OpenRelayedLog): void {
  const errors: unknown[] = [];
  const clock = new TestClock();
  let relayed: RelayedLog;
  let mine: AccountUnderTest;
  let other: AccountUnderTest;
  let feed: FeedForRelay;
  const relays: Relay[] = [];

  beforeEach(async () => {
    relayed = await open(clock.read, (error) => errors.push(error));
    feed = new FeedForRelay();
    mine = new AccountUnderTest(relayed.log, '111111111111');
    other = new AccountUnderTest(relayed.log, '222222222222');
  });

  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await relayed.log.close();
    expect(errors.splice(0)).toEqual([]);
  });

  const start = (into: FeedForRelay = feed): Relay => {
    const relay = new SqlRelay({
      driver: relayed.driver(),
      log: relayed.log,
      feed: into,
      clock: clock.read,
      onError: (error) => errors.push(error),
    });
    relays.push(relay);
    return relay;
  };

  const createUsers = (account: AccountUnderTest, prefix: string, count: number) =>
    account.append(revisionsTo(count).map((number) => account.facts.userCreated(`${prefix}${number}`)));

  const isDone = async (relay: Relay) => (await relay.progress()).eventsBehind === 0;

  it('publishes what was committed before it started and what is committed then, in order', async () => {
    await createUsers(mine, 'a', 3);
    await createUsers(other, 'a', 1);
    const relay = start();
    await until('the old events are published', () => feed.has(mine.id, 3) && feed.has(other.id, 1));
    await createUsers(mine, 'b', 2);
    await createUsers(mine, 'c', 1);
    await until('the new events are published', () => feed.has(mine.id, 6));
    expect(feed.revisions(mine.id)).toEqual(revisionsTo(6));
    expect(feed.publications.flat().filter((event) => event.account === mine.id)).toEqual(
      await mine.events(),
    );
    await until('nothing is left', () => isDone(relay));
    expect(relay.published).toBe(7);
  });

  it('hears of a commit at once', async () => {
    const relay = start();
    await until('it waits for work', () => isDone(relay));
    const begun = performance.now();
    for (let turn = 1; turn <= 10; turn += 1) {
      await createUsers(mine, `u${turn}-`, 1);
      await until('it is published', () => feed.has(mine.id, turn));
    }
    // Ten polls would take ten seconds.
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('publishes what another process has committed, of which nobody tells it', async () => {
    const driver = relayed.driver();
    const relay = new SqlRelay({
      driver,
      log: { subscribe: () => () => undefined },
      feed,
      clock: clock.read,
      onError: (error) => errors.push(error),
    });
    relays.push(relay);
    await until('it has looked once', () => isDone(relay));
    await createUsers(mine, 'a', 1);
    await until('it is published', () => feed.has(mine.id, 1));
  });

  it('publishes one commit of many events, whole, in bounded publications', async () => {
    await createUsers(mine, 'a', 2_500);
    await createUsers(other, 'a', 2);
    const relay = start();
    await until('everything is published', () => isDone(relay));
    expect(feed.revisions(mine.id)).toEqual(revisionsTo(2_500));
    expect(feed.revisions(other.id)).toEqual([1, 2]);
    for (const events of feed.publications) expect(events.length).toBeLessThanOrEqual(1_000);
  });

  it('publishes the events of many accounts in few publications', async () => {
    const many = Array.from(
      { length: 450 },
      (_, index) => new AccountUnderTest(relayed.log, String(300_000_000_000 + index)),
    );
    for (const account of many) await createUsers(account, 'a', 2);
    const relay = start();
    await until('everything is published', () => isDone(relay));
    for (const { id } of many) expect(feed.revisions(id)).toEqual([1, 2]);
    expect(feed.publications.length).toBeLessThan(10);
  });

  it('goes on in order after the feed has failed, and says meanwhile that it does not deliver', async () => {
    feed.isDown = true;
    const relay = start();
    await createUsers(mine, 'a', 3);
    await until('it has failed twice', () => feed.attempts > 2);
    expect(relay.isDelivering).toBe(false);
    await createUsers(mine, 'b', 1);
    feed.isDown = false;
    await until('everything is published', () => feed.has(mine.id, 4));
    expect(feed.revisions(mine.id)).toEqual([1, 2, 3, 4]);
    await until('it delivers', () => relay.isDelivering);
  });

  it('says how far it is', async () => {
    feed.isDown = true;
    const relay = start();
    expect(await relay.progress()).toEqual({ accountsBehind: 0, eventsBehind: 0, oldestSeconds: 0 });
    await createUsers(mine, 'a', 3);
    clock.advance(5_000);
    await createUsers(mine, 'b', 1);
    await createUsers(other, 'a', 1);
    clock.advance(2_000);
    expect(await relay.progress()).toEqual({ accountsBehind: 2, eventsBehind: 5, oldestSeconds: 7 });
    feed.isDown = false;
    await until('nothing is left', () => isDone(relay));
    expect(await relay.progress()).toEqual({ accountsBehind: 0, eventsBehind: 0, oldestSeconds: 0 });
    expect(relay.published).toBe(5);
  });

  it('leaves what it has not published to the next relay', async () => {
    feed.isDown = true;
    const first = start();
    await createUsers(mine, 'a', 3);
    await until('it has tried', () => feed.attempts > 0);
    await first.stop();
    await createUsers(mine, 'b', 1);
    const attempts = feed.attempts;
    feed.isDown = false;
    const second = start();
    await until('the next one publishes it', () => isDone(second));
    expect(feed.revisions(mine.id)).toEqual([1, 2, 3, 4]);
    expect(first.published).toBe(0);
    expect(feed.attempts).toBeGreaterThan(attempts);
  });

  it('shares the work with other relays: each event of an account in order, whoever publishes it', async () => {
    const accounts = Array.from(
      { length: 20 },
      (_, index) => new AccountUnderTest(relayed.log, String(400_000_000_000 + index)),
    );
    const running = [start(), start(), start()];
    for (let turn = 0; turn < 15; turn += 1) {
      await Promise.all(accounts.map((account) => createUsers(account, `u${turn}-`, 2)));
    }
    await until('nothing is left', () => isDone(running[0] ?? start()));
    for (const { id } of accounts) expect(feed.revisions(id)).toEqual(revisionsTo(30));
    expect(running.reduce((sum, { published }) => sum + published, 0)).toBe(20 * 30);
  });

  it('publishes again what it could not mark', async () => {
    const driver = relayed.driver();
    let isBroken = true;
    const breaking: SqlDriver = {
      query: (text, values) => driver.query(text, values),
      script: (text) => driver.script(text),
      close: () => driver.close(),
      transaction: (work) =>
        driver.transaction((session) =>
          work({
            script: (text) => session.script(text),
            query: (text, values) => {
              if (!isBroken || !text.includes('delete from relay_backlog'))
                return session.query(text, values);
              isBroken = false;
              return Promise.reject(new RangeError('the connection breaks'));
            },
          }),
        ),
    };
    await createUsers(mine, 'a', 2);
    relays.push(
      new SqlRelay({
        driver: breaking,
        log: relayed.log,
        feed,
        clock: clock.read,
        onError: (error) => errors.push(error),
      }),
    );
    await until('it is published twice', () => feed.revisions(mine.id).length === 4);
    expect(feed.revisions(mine.id)).toEqual([1, 2, 1, 2]);
    expect(errors.splice(0)).toMatchObject([{ name: 'RangeError' }]);
  });
}
