import { failFsync } from './failing-fsync.js';
import type { FaultWorld } from './fault-world.js';
import { type Ground, inFaultWorld } from './in-fault-world.js';
import { type SmallFileSystem, smallFileSystem } from './small-file-system.js';
import { until } from './until.js';

const megabytes = 256;
/** Little space is kept for later, so that the disk is full at once. */
const flags = ['-c', 'min_wal_size=32MB', '-c', 'max_wal_size=64MB'];

let disk: SmallFileSystem | undefined;

async function smallDisk(): Promise<Ground | undefined> {
  const made = await smallFileSystem(megabytes);
  disk = made;
  return made && { options: { postgres: { directory: made.path, flags } }, remove: () => made.remove() };
}

/** Writes are refused, and every replica goes on answering. */
async function onlyWritesFail({ traffic, askers }: FaultWorld): Promise<void> {
  const before = traffic.unanswered;
  await until('writes are refused', () => traffic.unanswered >= before + 20);
  for (const replica of askers.keys()) expect(await traffic.ask(replica, undefined)).toBeDefined();
}

inFaultWorld(
  'a log on a disk of its own',
  (test) => {
    test('loses no acknowledged write when the disk is full', async (world) => {
      await world.underLoad(async () => {
        await disk?.fill();
        await onlyWritesFail(world);
        await disk?.free();
      });
    });

    test('loses no acknowledged write when fsync fails', async (world) => {
      const { postgres } = world.services;
      await world.underLoad(async () => {
        const mend = await failFsync(postgres.address);
        if (mend === undefined) return;
        await onlyWritesFail(world).finally(mend);
        // A server that cannot write its log ends in panic, or waits for ever while it shuts down.
        await postgres.kill();
        await postgres.restart();
      });
    });
  },
  smallDisk,
);
