import { rm } from 'node:fs/promises';

/** Removes directories with all they hold; resolves also when there are none. */
export async function removed(directories: readonly string[]): Promise<void> {
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
}
