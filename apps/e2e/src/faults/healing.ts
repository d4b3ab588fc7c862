import { setTimeout as pause } from 'node:timers/promises';
import type { FaultWorld } from './fault-world.js';
import { readinessOf } from './service-state.js';
import { printed } from './spread.js';
import { until } from './until.js';
import { copyRevision } from './warm-copy.js';

/** The feed is faster, and what a replica finds out without it comes later, except by chance. */
const closelyMs = 250;
/** Often enough to rule chance out. */
const closeWrites = 4;
const askEveryMs = 2;

/**
 * Waits until what was broken has healed: writes are acknowledged, every replica answers at the newest one, nothing is
 * left to be published, the feed is followed, and the warm copy is at the head.
 */
export async function healing(world: FaultWorld): Promise<void> {
  const { traffic, cluster, services, askers } = world;
  const began = performance.now();
  const stages: string[] = [];
  const stage = async (what: string, condition: () => Promise<boolean>) => {
    await until(what, condition);
    stages.push(`${what} ${Math.round(performance.now() - began)}`);
  };
  await stage('writes', async () => (await traffic.write()) !== undefined);
  for (const replica of askers.keys()) {
    await stage(`answers ${replica}`, async () => (await traffic.ask(replica, traffic.newest)) !== undefined);
  }
  await stage('published', async () => {
    const { checks } = await readinessOf(cluster.command);
    return checks['relay']?.['eventsBehind'] === 0;
  });
  for (const [number, replica] of cluster.replicas.entries()) {
    await stage(`ready ${number}`, async () => {
      const { status, checks } = await readinessOf(replica);
      return status === 200 && checks['decisions']?.['feedConnected'] === true;
    });
  }
  await stage('followed', () => isFollowedClosely(world));
  const newest = traffic.newest?.revision ?? 0;
  await stage('copied', async () => (await copyRevision(services.redis.address)) >= newest);
  printed(`healed, in ms: ${stages.join(', ')}`);
}

/** Whether several writes in turn are soon known by every replica, though nobody demands them. */
async function isFollowedClosely(world: FaultWorld): Promise<boolean> {
  const { traffic, askers } = world;
  for (let count = 0; count < closeWrites; count += 1) {
    const write = await traffic.write();
    if (write === undefined) return false;
    const end = performance.now() + closelyMs;
    for (const replica of askers.keys()) {
      if (!(await isKnownBefore(world, replica, { revision: write.revision, end }))) return false;
    }
  }
  return true;
}

async function isKnownBefore(
  { traffic }: FaultWorld,
  replica: number,
  { revision, end }: { readonly revision: number; readonly end: number },
): Promise<boolean> {
  for (;;) {
    const seen = await traffic.ask(replica, undefined);
    if (seen !== undefined && seen.revision >= revision) return true;
    if (performance.now() > end) return false;
    await pause(askEveryMs);
  }
}
