import type { FaultWorld } from './fault-world.js';
import { OneUser } from './one-user.js';

/** How many questions about a revoked user were answered with an allow. */
export interface NewEnemies {
  readonly asked: number;
  readonly guarded: number;
  readonly unguarded: number;
}

/**
 * The problem that gave revision tokens their purpose (Zanzibar, USENIX ATC 2019, section 2.2): somebody loses access,
 * then content is added that must not be shown, and a replica that has not heard of the first decides about the second.
 * The guard is the token of the revocation; the feed is held meanwhile.
 */
export async function newEnemies(world: FaultWorld, rounds: number): Promise<NewEnemies> {
  const { askers, services } = world;
  const enemy = await OneUser.create(world, 'enemy');
  const replicas = [...askers.keys()];
  let [guarded, unguarded] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const granted = await enemy.mayRead('Allow');
    for (const replica of replicas) expect(await enemy.isAllowed(replica, granted)).toBe(true);
    await services.kafka.pause();
    try {
      const revoked = await enemy.mayRead('Deny');
      for (const replica of replicas) {
        if (await enemy.isAllowed(replica)) unguarded += 1;
        if (await enemy.isAllowed(replica, revoked)) guarded += 1;
      }
    } finally {
      await services.kafka.resume();
    }
  }
  return { asked: rounds * replicas.length, guarded, unguarded };
}
