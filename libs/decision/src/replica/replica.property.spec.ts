import { account, allow, happened, otherAccount } from '../account.fixture.js';
import { fold, InMemorySource } from '../in-memory-source.fixture.js';
import { ManualTimer, settled } from '../manual-timer.fixture.js';
import { copyDuring, ScriptedStore } from './copies.fixture.js';
import { Replica } from './replica.js';
import { WarmSource } from './warm-source.js';

const accounts = [account, otherAccount];
const seeds = 150;
const steps = 200;

/** Numbers that look random and are the same for the same seed (mulberry32). */
function numbersOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A world in which everything that surrounds a replica misbehaves, by a seed. */
function chaos(seed: number) {
  const below = numbersOf(seed);
  const log = new InMemorySource();
  log.isSilent = true;
  const store = new ScriptedStore();
  const { timer, clock } = new ManualTimer();
  const source = new WarmSource({
    store,
    log,
    follow: (listener) => log.subscribe(listener),
    onFailure: () => undefined,
    timer,
  });
  // Room for one of the two accounts in half of the worlds, so that they are dropped and loaded again.
  const limit = seed % 2 === 0 ? { memoryLimitBytes: 1 } : {};
  const replica = new Replica(source, { timer, clock, alarm: () => undefined, ...limit });
  replica.start();
  const shown = new Map<string, bigint>();
  const headOf = (of: string) => BigInt(log.events(of).length);

  /** Asks, and holds the answer against everything that was answered before and against the log's history. */
  async function ask(of: string): Promise<bigint | undefined> {
    const follower = await replica.open(of).catch(() => undefined);
    if (follower === undefined) return undefined;
    const { revision } = follower.index;
    expect(revision).toBeGreaterThanOrEqual(shown.get(of) ?? 0n);
    shown.set(of, revision);
    return revision;
  }

  /** Demands the newest revision: it is had, or the demand is refused. */
  async function askNewest(of: string): Promise<void> {
    const head = headOf(of);
    const follower = await replica.open(of).catch(() => undefined);
    const newest = await follower?.newest(Infinity).catch(() => undefined);
    if (newest !== undefined) expect(newest).toBeGreaterThanOrEqual(head);
  }

  const step: readonly ((of: string) => unknown)[] = [
    (of) => log.append(of, factOf(below, of)),
    (of) => {
      const events = log.events(of);
      const from = below(events.length);
      log.deliver(of, events.slice(from, from + 1 + below(4)));
    },
    (of) => {
      const until = 1 + below(log.events(of).length);
      const from = below(2) === 0 ? until : 1 + below(until);
      const within = (first: number, last: number) => first + below(last - first + 1);
      store.put(of, below(5) === 0 ? undefined : copyDuring(log, of, { from, until }, within));
    },
    () => (log.outage = below(2) === 0 ? undefined : new Error('the log is down')),
    () => (store.outage = below(2) === 0 ? undefined : new Error('the store is down')),
    () => replica.compareWithLog().catch(() => undefined),
    () => settled(),
    ask,
    askNewest,
  ];
  return { below, log, store, replica, headOf, ask, step };
}

function factOf(below: (limit: number) => number, of: string) {
  const name = `user${below(4)}`;
  const facts = [
    happened.userCreated(name, {}, of),
    happened.userDeleted(name),
    happened.inlinePut(name, allow(`s3:Get${below(9)}`)),
    happened.inlineDeleted(name),
  ];
  return facts[below(facts.length)] ?? happened.userDeleted(name);
}

const sorted = (documents: readonly { readonly id: string }[]) =>
  [...documents].sort((left, right) => left.id.localeCompare(right.id));

it.each(Array.from({ length: seeds }, (_, seed) => seed))(
  'a replica never goes back and ends at the head, whatever happens around it (seed %i)',
  async (seed) => {
    const world = chaos(seed);
    for (const of of accounts) world.log.append(of, happened.accountCreated(of));
    for (let count = 0; count < steps; count += 1) {
      const of = accounts[world.below(2)] ?? account;
      await world.step[world.below(world.step.length)]?.(of);
    }
    world.log.outage = undefined;
    world.store.outage = undefined;
    for (const of of accounts) {
      await world.ask(of);
      await world.replica.compareWithLog();
      await settled();
      expect(await world.ask(of)).toBe(world.headOf(of));
      const follower = await world.replica.open(of);
      const expected = fold(world.log.events(of));
      expect(sorted(follower?.index.documents() ?? [])).toEqual(sorted(expected.documents));
    }
  },
);
