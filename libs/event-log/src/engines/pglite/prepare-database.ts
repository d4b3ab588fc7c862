import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const unfinished = 'database-unfinished-';

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
 */
export async function prepareDatabase(directory: string): Promise<string> {
  const database = join(directory, 'database');
  const present = await readdir(directory);
  if (present.includes('database')) return database;
  for (const name of present) {
    if (name.startsWith(unfinished)) await rm(join(directory, name), { recursive: true, force: true });
  }
  const made = await mkdtemp(join(directory, unfinished));
  await runScript(makeDatabase, [pgliteUrl(), made]);
  await rename(made, database);
  return database;
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
