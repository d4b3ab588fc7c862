import { setTimeout as pause } from 'node:timers/promises';
import type { FaultWorld } from './fault-world.js';
import { scaled } from './scale.js';

/** How many pairs are under way at the same time. */
const concurrency = scaled({ bounded: 16, full: 48 });

/** Writes and asks at once, at any replica, for what was written, until so many were answered, while something lags. */
export async function askPairs(
  world: FaultWorld,
  pairs: number,
): Promise<{ readonly answered: number; readonly seconds: number }> {
  const { traffic, random } = world;
  let [begun, answered] = [0, 0];
  const began = performance.now();
  const work = async () => {
    while (begun < pairs) {
      begun += 1;
      const write = await traffic.write();
      const answer = write && (await traffic.ask(random.between(0, 2), write));
      if (answer === undefined) begun -= 1;
      else answered += 1;
    }
  };
  const stopLagging = lag(world);
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
  } finally {
    await stopLagging();
  }
  return { answered, seconds: (performance.now() - began) / 1_000 };
}

/** Holds a replica or Kafka for moments, one after the other; returns how to end it. */
function lag({ random, cluster, services: { kafka } }: FaultWorld): () => Promise<void> {
  const ending = new AbortController();
  const holdAReplica = async () => {
    const replica = random.pick(cluster.replicas);
    replica.signal('SIGSTOP');
    await pause(random.between(10, 150));
    replica.signal('SIGCONT');
  };
  const holdKafka = async () => {
    await kafka.pause();
    await pause(random.between(50, 400));
    await kafka.resume();
  };
  const lagging = (async () => {
    while (!ending.signal.aborted) {
      await (random.chance(0.5) ? holdAReplica() : holdKafka());
      await pause(random.between(50, 200));
    }
  })();
  return () => {
    ending.abort();
    return lagging;
  };
}
