import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventLog } from '../../event-log.js';
import type { LogOptions } from '../sql/sql-event-log.js';
import { SqlEventLog } from '../sql/sql-event-log.js';
import { openPglite } from './pglite-driver.js';

/** Where an embedded log lives. */
export interface EmbeddedLogOptions extends LogOptions {
  /** Made when it is missing; in memory, and gone with the process, when it is not given. */
  readonly directory?: string;
}

/** Opens the log in this process, without a server. */
export async function openEmbeddedLog(options: EmbeddedLogOptions): Promise<EventLog> {
  if (options.directory === undefined) return SqlEventLog.open(await openPglite(undefined), options);
  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  return SqlEventLog.open(await openPglite(join(options.directory, 'database')), options);
}
