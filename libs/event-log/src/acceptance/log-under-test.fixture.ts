import type { EventLog } from '../event-log.js';
import type { SqlDriver } from '../engines/sql/sql-driver.js';
import type { LogOptions } from '../engines/sql/sql-event-log.js';
import { AccountUnderTest } from './account-under-test.fixture.js';

/** An empty place for one log: a database or a directory. */
export interface LogPlace {
  open(options: LogOptions): Promise<EventLog>;
  /** The bare engine on the same place. */
  driver(): Promise<SqlDriver>;
}

/** An engine as the acceptance suite sees it. */
export interface EngineUnderTest {
  newPlace(): Promise<LogPlace>;
}

/** A clock that tests move. */
export class TestClock {
  time = Date.parse('2026-01-01T00:00:00.000Z');

  readonly read = (): Date => new Date(this.time);

  advance(ms: number): void {
    this.time += ms;
  }
}

/** The log that most tests of a suite share; each test has accounts of its own. */
export class LogUnderTest {
  readonly clock = new TestClock();
  readonly errors: unknown[] = [];
  #log: EventLog | undefined;
  #accounts = 100_000_000_000;

  async open(place: LogPlace): Promise<void> {
    this.#log = await place.open({ clock: this.clock.read, onError: (error) => this.errors.push(error) });
  }

  get log(): EventLog {
    if (this.#log === undefined) throw new Error('the log is opened before the tests');
    return this.#log;
  }

  async close(): Promise<void> {
    await this.#log?.close();
  }

  newAccount(): AccountUnderTest {
    this.#accounts += 1;
    return new AccountUnderTest(this.log, String(this.#accounts));
  }

  /**
   * A test in two accounts: beside the tested one there is another with entities of the same names and ids, and
   * nothing of it may have changed at the end.
   */
  inTwoAccounts(
    title: string,
    test: (mine: AccountUnderTest, other: AccountUnderTest) => Promise<void>,
  ): void {
    it(title, async () => {
      const [mine, other] = [this.newAccount(), this.newAccount()];
      const { facts } = other;
      await other.append([
        facts.userCreated('ada'),
        facts.groupCreated('staff'),
        facts.policyCreated('read'),
      ]);
      await other.append([facts.addedToGroup('ada', 'staff'), facts.attachedToUser('read', 'ada')]);
      const before = await other.everything();
      await test(mine, other);
      expect(await other.everything()).toEqual(before);
    });
  }
}
