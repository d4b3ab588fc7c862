import { setTimeout as pause } from 'node:timers/promises';
import type { FaultWorld } from './fault-world.js';
import { inFaultWorld } from './in-fault-world.js';
import { kafkaOf } from './repeated-events.js';
import { readinessOf } from './service-state.js';
import { printed } from './spread.js';
import { until } from './until.js';

const outageMs = 60_000;
const rebalanceEveryMs = 2_000;
const rebalances = 15;
const indexerGroup = 'grantlog.indexer';
const longMs = 600_000;

inFaultWorld('a feed that is broken under load', (test) => {
  test('is made again when its topic is deleted', async (world) => {
    await world.underLoad(async () => {
      const admin = kafkaOf(world).admin();
      await admin.connect();
      await admin.deleteTopics({ topics: [world.topic] });
      await admin.disconnect();
    });
  });

  test(
    'brings the copy to the head while its group is rebalanced every two seconds',
    async (world) => {
      await world.underLoad(async () => {
        for (let rebalance = 0; rebalance < rebalances; rebalance += 1) await joinForAMoment(world);
      });
    },
    longMs,
  );

  test(
    'is drained after an outage of a minute',
    async (world) => {
      const { services, cluster } = world;
      await world.underLoad(
        async () => {
          await services.kafka.kill();
          await pause(outageMs);
          await services.kafka.restart();
          const began = performance.now();
          const backlog = await backlogOf(world);
          const published = async () => (await backlogOf(world)) < 100;
          await until('the backlog is published', published);
          const seconds = (performance.now() - began) / 1_000;
          printed(
            `after ${outageMs / 1_000} s without Kafka a backlog of ${backlog} events was published in ${seconds.toFixed(1)} s, ${Math.round(backlog / seconds)} events/s`,
          );
        },
        { writers: 6, writePauseMs: 0, askPauseMs: 20 },
      );
      expect((await readinessOf(cluster.command)).status).toBe(200);
    },
    longMs,
  );
});

/** Takes part in the group of those who write the copy, without doing its work, and leaves it. */
async function joinForAMoment(world: FaultWorld): Promise<void> {
  const consumer = kafkaOf(world).consumer({ groupId: indexerGroup, sessionTimeout: 6_000 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [world.topic] });
    await consumer.run({ autoCommit: false, eachBatch: () => Promise.resolve() });
    await pause(rebalanceEveryMs);
  } finally {
    await consumer.disconnect();
  }
}

async function backlogOf({ cluster }: FaultWorld): Promise<number> {
  const { checks } = await readinessOf(cluster.command);
  return Number(checks['relay']?.['eventsBehind']);
}
