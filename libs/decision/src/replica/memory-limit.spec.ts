import { allow, happened } from '../account.fixture.js';
import { fold, InMemorySource } from '../in-memory-source.fixture.js';
import { settled } from '../manual-timer.fixture.js';
import { Replica } from './replica.js';

const accounts = ['111111111111', '222222222222', '333333333333'] as const;
const [first, second, third] = accounts;

/** Three accounts of about the same weight and a replica that may hold two and a half of them. */
async function given(hold = 2.5) {
  const source = new InMemorySource();
  for (const account of accounts) {
    source.append(
      account,
      ...Array.from({ length: 20 }, (_, at) => happened.userCreated(`user${at}`, {}, account)),
    );
  }
  const weighing = new Replica(source, { alarm: () => undefined });
  await weighing.open(first);
  const memoryLimitBytes = hold * weighing.summary().estimatedBytes;
  const replica = new Replica(source, { alarm: () => undefined, memoryLimitBytes });
  replica.start();
  return { source, replica, memoryLimitBytes };
}

describe('a replica at its memory limit', () => {
  it('drops the account that was asked about least recently', async () => {
    const { replica, memoryLimitBytes } = await given();
    await replica.open(first);
    await replica.open(second);
    await replica.open(first);
    await replica.open(third);
    expect(replica.accounts()).toEqual([first, third]);
    expect(replica.summary()).toMatchObject({ loadedAccounts: 2, drops: 1 });
    expect(replica.summary().estimatedBytes).toBeLessThanOrEqual(memoryLimitBytes);
  });

  it('loads a dropped account again, once for all who ask, and never at an older revision', async () => {
    const { source, replica } = await given(1.5);
    await replica.open(first);
    source.append(first, happened.userCreated('eve', {}, first));
    await replica.open(second);
    await replica.compareWithLog();
    source.append(first, happened.userCreated('bob', {}, first));
    expect(replica.accounts()).toEqual([second]);
    const before = source.calls.snapshot;
    const snapshot = source.snapshot.bind(source);
    source.snapshot = async (of) => {
      await snapshot(of);
      return fold(source.events(of).slice(0, 20));
    };
    const [one, other] = await Promise.all([replica.open(first), replica.open(first)]);
    expect([one?.index.revision, one === other, source.calls.snapshot - before]).toEqual([22n, true, 1]);
  });

  it('keeps the account that is asked about, however heavy it is alone', async () => {
    const { replica, memoryLimitBytes } = await given(0.5);
    await replica.open(first);
    await replica.open(second);
    expect(replica.accounts()).toEqual([second]);
    expect(replica.summary().estimatedBytes).toBeGreaterThan(memoryLimitBytes);
  });

  it('keeps an account that is waited for', async () => {
    const { source, replica } = await given(1.5);
    const follower = await replica.open(first);
    const waiting = follower?.waitFor(21n, 60_000);
    await replica.open(second);
    expect(replica.accounts()).toEqual([first, second]);
    source.append(first, happened.userCreated('eve', {}, first));
    await waiting;
    await replica.compareWithLog();
    expect(replica.accounts()).toEqual([second]);
  });

  it('keeps accounts that could not be had again: those that have stopped and those that are behind', async () => {
    const { source, replica } = await given(0.5);
    await replica.open(first);
    source.append(first, { type: 'UserFrozen', data: {} });
    await replica.open(second);
    source.outage = new Error('the log is down');
    source.isSilent = true;
    source.append(second, happened.userCreated('bob', {}, second));
    source.isSilent = false;
    source.append(second, happened.userCreated('eve', {}, second));
    await settled();
    source.outage = undefined;
    const read = source.read.bind(source);
    source.read = () => Promise.reject(new Error('this part of the log cannot be read'));
    await replica.open(third);
    expect(replica.accounts()).toEqual([first, second, third]);
    source.read = read;
    source.append(second, happened.userCreated('zoe', {}, second));
    await settled();
    await replica.compareWithLog();
    expect(replica.accounts()).toEqual([first, third]);
  });

  it('notices accounts that grow', async () => {
    const { source, replica, memoryLimitBytes } = await given(2.5);
    await replica.open(first);
    await replica.open(second);
    for (let at = 0; at < 40; at += 1) {
      source.append(
        second,
        happened.userCreated(`new${at}`, {}, second),
        happened.inlinePut(`new${at}`, allow('s3:*')),
      );
    }
    expect(replica.summary().estimatedBytes).toBeGreaterThan(memoryLimitBytes);
    await replica.compareWithLog();
    expect(replica.accounts()).toEqual([second]);
  });
});
