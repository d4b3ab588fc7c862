import { status } from '@grpc/grpc-js';
import { arn } from '../company/company.js';
import { FaultWorld } from './fault-world.js';
import { thing } from './naive-history.js';
import { until } from './until.js';

describe('with command-service, Kafka, Redis and PostgreSQL all down', () => {
  let world: FaultWorld;
  beforeAll(async () => {
    world = await FaultWorld.start();
  }, 120_000);
  afterAll(() => world.stop(), 60_000);

  it('every replica answers at the revision it has, and refuses what is newer', async () => {
    const { traffic, services, cluster, askers } = world;
    traffic.start();
    await until('100 writes', () => traffic.acknowledged.length >= 100);
    await traffic.stop();
    await world.healed();
    const history = await world.check();
    const beyond = await world.tokenBeyond();

    await cluster.command.stop('SIGKILL');
    await Promise.all([services.kafka.kill(), services.redis.kill(), services.postgres.kill()]);
    traffic.forget();
    for (let count = 0; count < 300; count += 1) await traffic.ask(count % 3, count % 2 === 0);

    expect(traffic.refusals).toEqual([]);
    expect(traffic.observations).toHaveLength(300);
    for (const { question, decision, revision } of traffic.observations) {
      expect([revision, decision]).toEqual([history.head, history.decisionAt(history.head, question)]);
    }
    const question = { principal: arn('user/u0'), action: 'app:Read', resource: thing };
    for (const asker of askers) {
      await expect(asker.authorize({ ...question, atLeast: beyond }, 500)).rejects.toMatchObject({
        code: status.UNAVAILABLE,
      });
      await expect(asker.authorize({ ...question, fullyConsistent: true }, 500)).rejects.toMatchObject({
        code: status.UNAVAILABLE,
      });
    }
  }, 120_000);
});
