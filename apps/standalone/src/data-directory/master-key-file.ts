import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseFolder } from '@grantlog/event-log';
import { StartError } from '@grantlog/platform';

/** The master key's file in the data directory: 32 bytes in base64 and a line feed. */
export const masterKeyFile = 'master.key';

/**
 * The master key of a data directory in base64, made at the first call. The file is readable by its owner only, is
 * complete or not there, and is on disk before anything is encrypted with it. The directory is made when missing.
 *
 * @throws StartError when others may read the file, or when it is missing beside a database, and what the system says when it cannot be made or read.
 */
export async function masterKeyOf(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, masterKeyFile);
  const present = await readKey(file);
  if (present !== undefined) return present;
  if ((await readdir(directory)).includes(databaseFolder)) {
    throw new StartError(
      `${file} is missing, and the database needs the one it was made with: restore the file`,
    );
  }
  return makeKey(directory, file);
}

async function readKey(file: string): Promise<string | undefined> {
  let handle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    const { mode } = await handle.stat();
    if ((mode & 0o077) !== 0) {
      throw new StartError(
        `${file} can be read by others: run chmod 600 ${file}, and consider the key known`,
      );
    }
    return (await handle.readFile('utf8')).trim();
  } finally {
    await handle.close();
  }
}

/** Written beside, synced, then linked into place: two first starts agree on one key, and none is half written. */
async function makeKey(directory: string, file: string): Promise<string> {
  const draft = join(directory, `.${masterKeyFile}.${process.pid}.${randomBytes(4).toString('hex')}`);
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(32).toString('base64')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(draft, 0o600);
  await link(draft, file).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
  await unlink(draft);
  await syncDirectory(directory);
  return (await readFile(file, 'utf8')).trim();
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
