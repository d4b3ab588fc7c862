import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Ground, inFaultWorld } from './in-fault-world.js';
import { accountsAreStopped, answersStayAt } from './stopped-accounts.js';

const run = promisify(execFile);
let directory = '';

async function ownDirectory(): Promise<Ground> {
  const made = await mkdtemp(join(tmpdir(), 'grantlog-restored-'));
  // The server may run as somebody else.
  await chmod(made, 0o755);
  directory = made;
  return { options: { postgres: { directory: made } }, remove: () => rm(made, { recursive: true }) };
}

/** With its owners: the server reads only what is its own. */
async function copy(from: string, to: string): Promise<void> {
  await run('cp', ['-a', from, to]);
}

inFaultWorld(
  'a log that is restored from an older backup',
  (test) => {
    test('stops the accounts that have lost events, which are answered at what they had', async (world) => {
      const { traffic, services, cluster } = world;
      const [live, backup] = [join(directory, 'postgres-data'), join(directory, 'backup')];
      await world.underLoad(async () => {
        await services.postgres.shutDown();
        await copy(live, backup);
        await services.postgres.restart();
      });
      await world.underLoad(() => Promise.resolve());
      const newest = traffic.newest?.revision ?? 0;
      const beyond = await world.tokenBeyond();

      await services.postgres.shutDown();
      await rm(live, { recursive: true });
      await copy(backup, live);
      await services.postgres.restart();

      await accountsAreStopped(world);
      await answersStayAt(world, newest, beyond);
      expect(cluster.replicas).toHaveLength(3);
    });
  },
  ownDirectory,
);
