import { mkdir } from 'node:fs/promises';
import type { EventLog } from '../../event-log.js';
import type { SqlDriver } from '../sql/sql-driver.js';
import type { LogOptions } from '../sql/sql-event-log.js';
import { SqlEventLog } from '../sql/sql-event-log.js';
import { lockDirectory } from './directory-lock.js';
import { prepareDatabase } from './prepare-database.js';

/** Where an embedded log lives. */
export interface EmbeddedLogOptions extends LogOptions {
  /** Made when it is missing; in memory, and gone with the process, when it is not given. */
  readonly directory?: string;
}

/**
 * Opens the log in this process, without a server. It survives a killed process, not power loss. The first start on
 * a directory takes some seconds, later ones half a second; resident memory is then about 200 MB.
 *
 * @throws DirectoryInUseError when another process has the directory
 * @throws SchemaMismatchError for a directory that a newer version of the program wrote
 */
export async function openEmbeddedLog(options: EmbeddedLogOptions): Promise<EventLog> {
  // Not loaded where the log is on a server: it would cost memory for nothing.
  const { openPglite } = await import('./pglite-driver.js');
  const engine = await (options.directory === undefined
    ? openPglite(undefined, options.onError)
    : openLocked(options.directory, (directory) => openPglite(directory, options.onError)));
  return SqlEventLog.open(engine, { ...options, backlog: 'not_kept' });
}

async function openLocked(
  directory: string,
  open: (prepared: string) => Promise<SqlDriver>,
): Promise<SqlDriver> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(directory);
  try {
    return releasingAtClose(await open(await prepareDatabase(directory)), () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function releasingAtClose(engine: SqlDriver, release: () => Promise<void>): SqlDriver {
  return {
    query: (text, values) => engine.query(text, values),
    script: (text) => engine.script(text),
    transaction: (work) => engine.transaction(work),
    close: async () => {
      try {
        await engine.close();
      } finally {
        await release();
      }
    },
  };
}
