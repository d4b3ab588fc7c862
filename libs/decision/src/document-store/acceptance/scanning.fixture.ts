import type { AccountSnapshot } from '../../account-index/account-index.js';
import { fold } from '../../in-memory-source.fixture.js';
import { type Random, RandomHistory, randomFrom } from './random-history.fixture.js';
import {
  advanceBy,
  comparable,
  loaded,
  stampedFold,
  type StoreUnderTest,
} from './store-under-test.fixture.js';

const seeds = [1, 2];
/** For a machine that does other things too; the work takes a second. */
const timeoutMs = 60_000;
/** How many of the loads are compared with the fold. */
const sample = 6;

export function acceptScanning(under: StoreUnderTest): void {
  it.each(seeds)(
    'gives the exact account while steps are written (seed %d)',
    async (seed) => {
      const random = randomFrom(seed);
      const history = await employed(under, random);
      await whileWriting(under, history, async () => {
        for (let step = 0; step < 40; step += 1) {
          expect(await advanceBy(under.mine, history.account, history.grow(1 + random(40)))).toBe(true);
        }
      });
    },
    timeoutMs,
  );

  it.each(seeds)(
    'gives the exact account or none while it is dropped and written anew (seed %d)',
    async (seed) => {
      const random = randomFrom(seed);
      const history = await employed(under, random);
      await whileWriting(under, history, async () => {
        for (let round = 0; round < 10; round += 1) {
          history.grow(20);
          if (random(3) > 0) await under.mine.remove(history.account);
          await under.mine.replace(history.account, stampedFold(history.events));
        }
      });
    },
    timeoutMs,
  );
}

/** An account that takes several round trips to scan. */
async function employed(under: StoreUnderTest, random: Random): Promise<RandomHistory> {
  const history = new RandomHistory(under.newAccount(), random);
  history.hire(1_300);
  await under.mine.replace(history.account, stampedFold(history.events));
  return history;
}

/** Loads the account over and over during the work and once after it. */
async function whileWriting(
  under: StoreUnderTest,
  history: RandomHistory,
  work: () => Promise<void>,
): Promise<void> {
  const load = () => loaded(under.twin, history.account, history.events);
  const snapshots: AccountSnapshot[] = [];
  const progress = { isOver: false };
  const writing = work().finally(() => (progress.isOver = true));
  while (!progress.isOver) {
    const snapshot = await load().catch(unavailable);
    if (snapshot !== undefined) snapshots.push(snapshot);
  }
  await writing;
  const last = await load();
  expect(last?.revision).toBe(history.revision);
  const sampled = snapshots.filter((_, index) => index % Math.ceil(snapshots.length / sample) === 0);
  for (const snapshot of last === undefined ? sampled : [...sampled, last]) {
    const truth = fold(history.between(0n, snapshot.revision));
    expect(await comparable(snapshot)).toBe(await comparable(truth));
  }
}

/** A scan that never gets to the end of one copy says so. */
function unavailable(error: unknown): undefined {
  expect(error).toMatchObject({ name: 'DocumentStoreUnavailableError' });
}
