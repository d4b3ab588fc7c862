import { setTimeout as pause } from 'node:timers/promises';
import type { FaultWorld } from './fault-world.js';
import { OneUser } from './one-user.js';

/** How often a replica is asked whether it has heard. */
const askEveryMs = 1;

/** After how many milliseconds, from its acknowledgement, each revocation was known by every replica. */
export async function revocationTimes(world: FaultWorld, revocations: number): Promise<readonly number[]> {
  const user = await OneUser.create(world, 'revoked');
  const replicas = [...world.askers.keys()];
  const tookMs: number[] = [];
  for (let round = 0; round < revocations; round += 1) {
    const granted = await user.mayRead('Allow');
    for (const replica of replicas) expect(await user.isAllowed(replica, granted)).toBe(true);
    await user.mayRead('Deny');
    const began = performance.now();
    await Promise.all(
      replicas.map(async (replica) => {
        while (await user.isAllowed(replica)) await pause(askEveryMs);
      }),
    );
    tookMs.push(performance.now() - began);
  }
  return tookMs;
}
