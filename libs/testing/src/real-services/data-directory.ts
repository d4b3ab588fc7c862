import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A new directory for a server's data, into which whoever the server runs as may write. */
export async function dataDirectory(parent: string, name: string): Promise<string> {
  const directory = join(parent, name);
  await mkdir(directory);
  await chmod(directory, 0o777);
  return directory;
}
