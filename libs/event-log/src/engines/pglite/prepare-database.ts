import { spawn } from 'node:child_process';
import { access, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of the database within the directory of an embedded log. */
export const databaseFolder = 'database';

const unfinished = `${databaseFolder}-unfinished-`;

/** A directory has a database folder that is no database: a restore that did not finish, or a mistake. */
export class DamagedDirectoryError extends Error {
  override readonly name = 'DamagedDirectoryError';

  constructor(database: string) {
    super(`\`${database}\` is not a whole database; restore it from a backup, or move it away to begin anew`);
  }
}

/** Makes an empty database and ends, so that the memory this takes is not the server's. */
const makeDatabase = `
  const [, moduleUrl, directory] = process.argv;
  const { PGlite } = await import(moduleUrl);
  const database = await PGlite.create(directory);
  await database.exec('checkpoint');
  await database.close();
`;

/**
 * Makes the database of a locked directory when there is none. It gets its name when it is complete: a process that
 * is killed in the middle of it leaves nothing that looks like a database.
 *
 * @returns where the database lies
 * @throws DamagedDirectoryError rather than make a new database where one was
 */
export async function prepareDatabase(directory: string): Promise<string> {
  const database = join(directory, databaseFolder);
  const present = await readdir(directory);
  if (present.includes(databaseFolder)) {
    await requireWhole(database);
    return database;
  }
  for (const name of present) {
    // The maker of a killed start may still be at it; what cannot be removed now is by the next start without a database.
    if (name.startsWith(unfinished))
      await rm(join(directory, name), { recursive: true }).catch(() => undefined);
  }
  const made = await mkdtemp(join(directory, unfinished));
  await runScript(makeDatabase, [pgliteUrl(), made]);
  await rename(made, database);
  return database;
}

async function requireWhole(database: string): Promise<void> {
  await access(join(database, 'PG_VERSION')).catch(() => {
    throw new DamagedDirectoryError(database);
  });
}

function pgliteUrl(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('@electric-sql/pglite')).href;
}

function runScript(script: string, values: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script, '--', ...values], {
      // The script needs no setting, and no secret of this process.
      env: {},
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('exit', end);
      if (code === 0) resolve();
      else reject(new Error(`the embedded database could not be made: ${errors.trim()}`));
    });
  });
}
