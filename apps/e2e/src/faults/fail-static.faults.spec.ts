import { status } from '@grpc/grpc-js';
import { arn } from '../company/company.js';
import { inFaultWorld } from './in-fault-world.js';
import { thing } from './naive-history.js';

inFaultWorld('with command-service, Kafka, Redis and PostgreSQL all down', (test) => {
  test('every replica answers at the revision it has, and refuses what is newer', async (world) => {
    const { traffic, services, cluster, askers } = world;
    traffic.start();
    await world.acknowledges(100);
    await traffic.stop();
    await world.healed();
    const history = await world.check();
    const beyond = await world.tokenBeyond();

    await cluster.command.stop('SIGKILL');
    await Promise.all([services.kafka.kill(), services.redis.kill(), services.postgres.kill()]);
    for (let count = 0; count < 300; count += 1) {
      await traffic.ask(count % 3, count % 2 === 0 ? traffic.newest : undefined);
    }

    expect(traffic.refusals).toEqual([]);
    expect(traffic.observations).toHaveLength(300);
    for (const { question, decision, revision } of traffic.observations) {
      expect([revision, decision]).toEqual([history.head, history.decisionAt(history.head, question)]);
    }
    const question = { principal: arn('user/u0'), action: 'app:Read', resource: thing };
    // All at once: each is refused only when its time is nearly over.
    const demands = askers.flatMap((asker) => [
      asker.authorize({ ...question, atLeast: beyond }),
      asker.authorize({ ...question, fullyConsistent: true }),
    ]);
    const refused = { status: 'rejected', reason: { code: status.UNAVAILABLE } };
    expect(await Promise.allSettled(demands)).toMatchObject(demands.map(() => refused));
  });
});
