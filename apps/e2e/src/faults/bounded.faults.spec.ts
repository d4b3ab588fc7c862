import { setTimeout as pause } from 'node:timers/promises';
import { encodeRevisionToken } from '@grantlog/contract';
import { status } from '@grpc/grpc-js';
import { account, arn } from '../company/company.js';
import { killAllButReplicas, newerIsRefused } from './everything-down.js';
import { inFaultWorld } from './in-fault-world.js';
import { askPairs } from './lagging-replicas.js';
import { thing } from './naive-history.js';
import { newEnemies } from './new-enemies.js';
import { publishAgain } from './repeated-events.js';
import { revocationTimes } from './revocations.js';
import { isFullSuite, scaled } from './scale.js';
import { printed, quantile } from './spread.js';
import type { Traffic } from './traffic.js';
import { until } from './until.js';
import { breakTypes, onRedis } from './warm-copy.js';

const longMs = scaled({ bounded: 240_000, full: 3_600_000 });

inFaultWorld('a cluster under load', (test) => {
  test(
    'loses and doubles no write when command-service is killed again and again',
    async (world) => {
      await world.underLoad(async () => {
        for (let kill = 0; kill < scaled({ bounded: 3, full: 20 }); kill += 1) {
          await pause(world.random.between(20, 600));
          await world.cluster.command.stop('SIGKILL');
          await world.restartCommand();
          await world.acknowledges(5);
        }
      });
    },
    longMs,
  );

  test(
    'answers correctly while replicas are killed and started again',
    async (world) => {
      await world.underLoad(async () => {
        for (let kill = 0; kill < scaled({ bounded: 1, full: 6 }); kill += 1)
          await world.replaceReplica(kill % 3);
      });
    },
    longMs,
  );

  test(
    'goes on with a second command-service while the first is stopped, and with both after it',
    async (world) => {
      const { traffic, cluster } = world;
      const [first, before] = [cluster.command, traffic.writer];
      await world.underLoad(async () => {
        await world.restartCommand();
        first.signal('SIGSTOP');
        const resumed = pause(scaled({ bounded: 5_000, full: 30_000 })).then(() => {
          first.signal('SIGCONT');
        });
        await tookOver(traffic);
        await resumed;
        for (let round = 0; round < 50; round += 1) {
          await Promise.all([traffic.write(before), traffic.write()]);
        }
      });
      expect(await first.stop()).toMatchObject({ status: 0 });
    },
    longMs,
  );

  test(
    'loses no write when PostgreSQL is restarted and its connections are terminated',
    async (world) => {
      const { postgres } = world.services;
      await world.underLoad(async () => {
        await postgres.restart();
        await world.acknowledges(10);
        await postgres.terminateConnections(world.databaseUrl);
        await world.acknowledges(10);
        await postgres.kill();
        await postgres.restart();
      });
    },
    longMs,
  );

  test(
    'writes the copy anew when Redis is flushed, holds keys of wrong types, or is killed',
    async (world) => {
      const { redis } = world.services;
      await world.underLoad(async () => {
        await onRedis(redis.address, (client) => client.flushAll());
        await world.acknowledges(10);
        await breakTypes(redis.address);
        await world.acknowledges(10);
        await redis.kill();
        await redis.restart();
      });
    },
    longMs,
  );

  test(
    'answers at the newest write while Kafka is dead, and follows it again',
    async (world) => {
      const { traffic, services } = world;
      await world.underLoad(async () => {
        await services.kafka.kill();
        await world.acknowledges(50);
        for (const replica of [0, 1, 2]) expect(await traffic.ask(replica, traffic.newest)).toBeDefined();
        await services.kafka.restart();
      });
    },
    longMs,
  );

  test(
    'is not confused by events that come again, late and in another order',
    async (world) => {
      await world.underLoad(async () => {
        for (let round = 0; round < scaled({ bounded: 5, full: 100 }); round += 1)
          await publishAgain(world, 200);
      });
    },
    longMs,
  );

  test(
    'never answers from before a write that is demanded, however replicas and Kafka lag',
    async (world) => {
      const pairs = scaled({ bounded: 2_000, full: 100_000 });
      const { answered, seconds } = await askPairs(world, pairs);
      expect(answered).toBe(pairs);
      await world.healed();
      await world.check();
      printed(`${answered} pairs of write and question in ${seconds.toFixed(1)} s, none stale`);
    },
    longMs,
  );

  test(
    'meets no new enemy where the revocation is demanded, and does where it is not',
    async (world) => {
      const { guarded, unguarded, asked } = await newEnemies(world, scaled({ bounded: 10, full: 200 }));
      printed(`new enemies of ${asked} questions: ${guarded} with the guard, ${unguarded} without`);
      expect(guarded).toBe(0);
      expect(unguarded).toBeGreaterThan(0);
      await world.healed();
      await world.check();
    },
    longMs,
  );

  test(
    'lets a revocation reach every replica soon',
    async (world) => {
      const tookMs = await revocationTimes(world, scaled({ bounded: 30, full: 500 }));
      const [p50, p99] = [quantile(tookMs, 0.5), quantile(tookMs, 0.99)];
      printed(`a revocation reached three replicas in p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
      expect(p99).toBeLessThan(isFullSuite ? 200 : 5_000);
      await world.healed();
      await world.check();
    },
    longMs,
  );

  test('refuses a revision token of another log', async ({ askers }) => {
    const atLeast = encodeRevisionToken({ logId: '00000000-0000-4000-8000-000000000000', account }, 1n);
    const question = { principal: arn('user/u0'), action: 'app:Read', resource: thing, atLeast };
    for (const asker of askers) {
      await expect(asker.authorize(question)).rejects.toMatchObject({ code: status.FAILED_PRECONDITION });
    }
  });

  // The last one: nothing is mended after it.
  test('answers at the revision it has when all else is down, and refuses what is newer', async (world) => {
    const { traffic } = world;
    const history = await world.underLoad(() => Promise.resolve());
    const beyond = await world.tokenBeyond();
    await killAllButReplicas(world);
    for (let count = 0; count < 300; count += 1) {
      await traffic.ask(count % 3, count % 2 === 0 ? traffic.newest : undefined);
    }
    expect(traffic.refusals).toEqual([]);
    expect(traffic.observations).toHaveLength(300);
    for (const { question, decision, revision } of traffic.observations) {
      expect([revision, decision]).toEqual([history.head, history.decisionAt(history.head, question)]);
    }
    await newerIsRefused(world, beyond);
  });
});

/** A write that the first process has begun holds the account until the database ends its transaction. */
async function tookOver(traffic: Traffic): Promise<void> {
  const began = performance.now();
  await until('the second command-service writes', async () => (await traffic.write()) !== undefined);
  const tookMs = Math.round(performance.now() - began);
  printed(`the second command-service wrote ${tookMs} ms after the first was stopped`);
}
