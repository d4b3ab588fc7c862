import { execFile } from 'node:child_process';
import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sayThatItIsSkipped } from './skipped.js';

const run = promisify(execFile);
const blockBytes = 64 * 1024;

/** A file system of the test's own that can be full without harm to anybody else. */
export interface SmallFileSystem {
  readonly path: string;
  /** Leaves no free byte. */
  fill(): Promise<void>;
  /** Takes away what filled it. */
  free(): Promise<void>;
  remove(): Promise<void>;
}

/** Mounts one in memory; `undefined`, after a line that says so, where this user may not. */
export async function smallFileSystem(megabytes: number): Promise<SmallFileSystem | undefined> {
  const path = await mkdtemp(join(tmpdir(), 'grantlog-small-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', path]);
  } catch (error) {
    await rm(path, { recursive: true });
    sayThatItIsSkipped(`group full disk: no file system can be mounted, run it as root: ${String(error)}`);
    return undefined;
  }
  await chmod(path, 0o755);
  const filler = join(path, 'filler');
  return {
    path,
    fill: () => fillUp(filler),
    free: () => rm(filler, { force: true }),
    remove: async () => {
      await run('umount', [path]);
      await rm(path, { recursive: true });
    },
  };
}

async function fillUp(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (;;) await file.write(Buffer.alloc(blockBytes, 1));
  } catch (error) {
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOSPC'))
      throw error;
  } finally {
    await file.close();
  }
}
