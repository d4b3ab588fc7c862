import { status } from '@grpc/grpc-js';
import { arn } from '../company/company.js';
import type { FaultWorld } from './fault-world.js';
import { thing } from './naive-history.js';

/** Kills everything but the replicas, which is not mended. */
export async function killAllButReplicas({ cluster, services }: FaultWorld): Promise<void> {
  const { kafka, redis, postgres } = services;
  await Promise.all([cluster.command.stop('SIGKILL'), kafka.kill(), redis.kill(), postgres.kill()]);
}

/** Demands of every replica what is newer than anything it has, in both ways; none is answered. */
export async function newerIsRefused({ askers }: FaultWorld, beyond: string): Promise<void> {
  const question = { principal: arn('user/u0'), action: 'app:Read', resource: thing };
  // All at once: each is refused only when its time is nearly over.
  const demands = askers.flatMap((asker) => [
    asker.authorize({ ...question, atLeast: beyond }),
    asker.authorize({ ...question, fullyConsistent: true }),
  ]);
  const refused = { status: 'rejected', reason: { code: status.UNAVAILABLE } };
  expect(await Promise.allSettled(demands)).toMatchObject(demands.map(() => refused));
}
