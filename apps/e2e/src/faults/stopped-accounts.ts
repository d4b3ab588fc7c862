import { status } from '@grpc/grpc-js';
import { arn } from '../company/company.js';
import type { FaultWorld } from './fault-world.js';
import { thing } from './naive-history.js';
import { metricOf, readinessOf } from './service-state.js';
import { until } from './until.js';

/** Waits until every replica says that it has stopped its account: in metrics, in its readiness and in its log. */
export async function accountsAreStopped({ cluster }: FaultWorld): Promise<void> {
  for (const replica of cluster.replicas) {
    const stopped = async () => (await metricOf(replica, 'grantlog_stopped_accounts')) === 1;
    await until('a replica stops the account', stopped);
    const { checks } = await readinessOf(replica);
    expect(checks['decisions']).toMatchObject({ stoppedAccounts: 1 });
    expect(replica.output).toContain('an account stopped at an event');
  }
}

/** Every replica answers what it did at a revision, and refuses what is newer at once. */
export async function answersStayAt(world: FaultWorld, revision: number, newer: string): Promise<void> {
  const { traffic, askers } = world;
  for (let count = 0; count < 150; count += 1) {
    expect(await traffic.ask(count % askers.length, undefined)).toMatchObject({ revision });
  }
  const question = { principal: arn('user/u0'), action: 'app:Read', resource: thing, atLeast: newer };
  for (const asker of askers) {
    await expect(asker.authorize(question)).rejects.toMatchObject({ code: status.UNAVAILABLE });
  }
}
