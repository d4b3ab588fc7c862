import type { FaultWorld } from './fault-world.js';
import { inFaultWorld } from './in-fault-world.js';

/** A replica that is started now answers at the newest write, and goes on with the others when all is up again. */
async function oneMoreAnswers(world: FaultWorld, mend: () => Promise<void>): Promise<void> {
  const { traffic } = world;
  await world.withOneMore(async (replica) => {
    for (let count = 0; count < 50; count += 1)
      expect(await traffic.ask(replica, traffic.newest)).toBeDefined();
    await mend();
    await world.underLoad(() => Promise.resolve());
  });
}

inFaultWorld('a replica that starts', (test) => {
  test('with PostgreSQL down answers from the copy in Redis', async (world) => {
    const { postgres } = world.services;
    await world.healed();
    await postgres.kill();
    await oneMoreAnswers(world, () => postgres.restart());
  });

  test('with Redis down answers from the log', async (world) => {
    const { redis } = world.services;
    await world.healed();
    await redis.kill();
    await oneMoreAnswers(world, () => redis.restart());
  });

  test('with Kafka down answers from the log and the copy', async (world) => {
    const { kafka } = world.services;
    await world.healed();
    await kafka.kill();
    await oneMoreAnswers(world, () => kafka.restart());
  });
});
