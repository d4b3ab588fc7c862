import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open, readdir, rename, rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

/** Another process has the directory; the message names it and says what to do. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';

  constructor(directory: string) {
    super(
      `the data directory \`${directory}\` is in use by another process; stop it or choose another directory`,
    );
  }
}

/** A held directory. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/** Unix sockets of this name answer as long as their process lives, in whatever pid namespace that is. */
const lockFile = /^lock-[0-9a-f]{16}$/;

/**
 * Takes a directory for this process alone, until it is released or the process dies in whatever way. A Unix socket
 * in the directory is the lock: the kernel answers for a living process (a stopped one, too) and refuses for a dead
 * one, so that no file is ever stale and no process id can be mistaken for another container's.
 *
 * Every process listens under a name of its own first and only then looks for others, so that of two processes that
 * start together at least one sees the other; both may give up, but never may both hold.
 *
 * @param directory exists; on a file system of this machine (sockets do not answer across a network file system)
 * @throws DirectoryInUseError when a living process has it
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const handle = await open(directory, 'r');
  const name = `lock-${randomBytes(8).toString('hex')}`;
  const sockets = socketDirectory(directory, handle);
  const path = join(sockets, name);
  let server: Server | undefined;
  const release = async () => {
    await rm(path, { force: true });
    if (server !== undefined) await closed(server);
    await handle.close();
  };
  try {
    server = await listen(`${path}.new`);
    // INVARIANT: a lock file answers from the moment it has its name, so that nobody takes it for a dead one's.
    await rename(`${path}.new`, path);
    if (await hasLivingHolder(directory, sockets, name)) throw new DirectoryInUseError(directory);
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The address of a socket holds about 100 bytes; on Linux the open directory is a short name for any path. */
function socketDirectory(directory: string, handle: FileHandle): string {
  return process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : directory;
}

async function hasLivingHolder(directory: string, sockets: string, own: string): Promise<boolean> {
  const others = (await readdir(directory)).filter((name) => lockFile.test(name) && name !== own);
  for (const name of others) {
    const other = join(sockets, name);
    if (await answers(other)) return true;
    await rm(other, { force: true });
  }
  return false;
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen({ path, exclusive: true }, () => {
      resolve(server.unref());
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

/** Only a refusal says that nobody lives there; any other failure may be a living process. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT');
    });
  });
}
