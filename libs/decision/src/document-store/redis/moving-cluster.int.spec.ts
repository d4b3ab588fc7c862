import { setTimeout as wait } from 'node:timers/promises';
import { redisClusterForTests } from '@grantlog/testing';
import { accountOf, group } from '../acceptance/store-under-test.fixture.js';
import type { DocumentStore, ScannedAccount } from '../document-store.js';
import { ClusterNodes } from './cluster-nodes.fixture.js';
import { openRedisStore } from './redis-store.js';

const cluster = await redisClusterForTests({ hasReplicas: true });
const unavailable = { name: 'DocumentStoreUnavailableError' };

(cluster === undefined ? describe.skip : describe)('a Redis Cluster that moves', () => {
  const redis = cluster as NonNullable<typeof cluster>;
  const { nodes, addresses } = redis;
  const stores: DocumentStore[] = [];
  const errors: unknown[] = [];
  let operator: ClusterNodes;

  const open = () => {
    const url = addresses.join();
    const store = openRedisStore({ url, logId: 'log-1', onError: (error) => errors.push(error) });
    stores.push(store);
    return store;
  };

  beforeAll(async () => {
    operator = await ClusterNodes.connect(addresses.slice(0, 3));
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
  });
  afterAll(async () => {
    operator.close();
    await redis.stop();
  });

  it('is written and read on while the slot of an account goes round its masters', async () => {
    const account = '200000000001';
    const copy = new MovingCopy(open(), open(), account);
    await copy.begin();
    const running = Promise.all([copy.writeUntilStopped(), copy.scanUntilStopped()]);
    try {
      for (let round = 0; round < 6; round += 1) {
        await operator.moveSlot(`grantlog:{${account}}`, () => copy.hasGoneOn());
        await copy.hasGoneOn();
      }
    } finally {
      copy.stop();
      await running;
    }
    expect(copy.wrong).toEqual([]);
    expect(copy.revision).toBeGreaterThan(50n);
    expect(copy.scans).toBeGreaterThan(5);
  }, 30_000);

  it('takes a whole account as soon as the slot has moved, whose script has two keys', async () => {
    const account = '200000000002';
    const store = open();
    await store.replace(account, accountOf(1n, 'a'));
    let written: Promise<void> | undefined;
    await operator.moveSlot(`grantlog:{${account}}`, async () => {
      const isTaken = await store.replace(account, accountOf(2n, 'a', 'b')).catch((error: unknown) => {
        expect(error).toMatchObject(unavailable);
        return false;
      });
      // The account's key has not moved yet, and a new key is made where it moves to.
      written ??= isTaken ? Promise.resolve() : done(() => store.replace(account, accountOf(2n, 'a', 'b')));
    });
    await written;
    expect((await store.scan(account))?.documents).toHaveLength(2);
  }, 30_000);

  it('goes on for all accounts when a replica takes the place of a master that is killed', async () => {
    const store = open();
    const accounts = Array.from({ length: 12 }, (_, index) => String(300_000_000_000 + index));
    for (const each of accounts) await store.replace(each, accountOf(3n, 'a'));
    await operator.replicated();
    await nodes[0]?.kill();
    const begun = performance.now();
    const step = { from: 3n, to: 4n, puts: [group('b', 4n)], removals: [] };
    await Promise.all(
      accounts.map((each) =>
        // A step whose answer was lost is done.
        done(async () => (await store.advance(each, step)) || (await store.revision(each)) === 4n),
      ),
    );
    expect(performance.now() - begun).toBeLessThan(15_000);
    for (const each of accounts) expect(await store.scan(each)).toMatchObject({ from: 4n, until: 4n });
  }, 30_000);
});

/** Tries until it is done. */
async function done(work: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const isDone = await work().catch((error: unknown) => {
      expect(error).toMatchObject(unavailable);
      return false;
    });
    if (isDone) return;
    await wait(50);
  }
}

/** A copy that one store writes and another one scans, as an indexer and a replica do. */
class MovingCopy {
  static readonly ids = Array.from({ length: 2_500 }, (_, index) => `g${index}`);
  readonly wrong: string[] = [];
  revision = 1n;
  scans = 0;
  #isStopped = false;

  constructor(
    readonly store: DocumentStore,
    private readonly reader: DocumentStore,
    private readonly account: string,
  ) {}

  async begin(): Promise<void> {
    await this.store.replace(this.account, accountOf(1n, ...MovingCopy.ids));
  }

  /** Revision N changes one group. */
  async writeUntilStopped(): Promise<void> {
    while (!this.#isStopped) {
      const to = this.revision + 1n;
      const step = { from: this.revision, to, puts: [group(changedAt(to), to)], removals: [] };
      const isDone = await this.store.advance(this.account, step).catch(() => false);
      // A step whose answer was lost is done.
      if (isDone || (await this.store.revision(this.account).catch(() => undefined)) === to)
        this.revision = to;
    }
  }

  async scanUntilStopped(): Promise<void> {
    while (!this.#isStopped) {
      const scanned = await this.reader.scan(this.account).catch(() => undefined);
      if (scanned === undefined) continue;
      this.scans += 1;
      this.wrong.push(...mistakesOf(scanned));
    }
  }

  /** Resolves when more was written and scanned. */
  async hasGoneOn(): Promise<void> {
    const { revision, scans } = this;
    while (this.revision < revision + 5n || this.scans < scans + 1) await wait(5);
  }

  stop(): void {
    this.#isStopped = true;
  }
}

function changedAt(revision: bigint): string {
  return MovingCopy.ids[Number(revision) % MovingCopy.ids.length] ?? '';
}

/** Documents that a replica would miss, or have too old. */
function mistakesOf({ from, until, documents }: ScannedAccount): readonly string[] {
  const stamps = new Map(documents.map(({ document, revision }) => [document.id, revision]));
  const oldest = new Map(MovingCopy.ids.map((id) => [id, 1n]));
  for (let revision = 2n; revision <= from; revision += 1n) oldest.set(changedAt(revision), revision);
  return [...oldest].flatMap(([id, least]) => {
    const stamp = stamps.get(id);
    const isRight = stamp !== undefined && stamp >= least && stamp <= until;
    return isRight ? [] : [`${id}@${stamp ?? 'absent'} in a scan of ${from} to ${until}`];
  });
}
