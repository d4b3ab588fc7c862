import { logTables } from './0001-log.js';
import { relayTables } from './0002-relay.js';

/** One forward step of the schema. */
export interface Migration {
  /** 1, 2, 3 … without a gap. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Every step there is, in order. */
export const migrations: readonly Migration[] = [
  { version: 1, name: 'log', sql: logTables },
  { version: 2, name: 'relay', sql: relayTables },
];
