import { setImmediate as turn } from 'node:timers/promises';
import {
  DocumentStoreUnavailableError,
  type ScannedAccount,
  type StampedDocument,
} from '../document-store.js';
import { readDocument, readHash, readRevision } from './document-text.js';
import type { RedisSender } from './redis-link.js';
import { scanPage, texts } from './replies.js';
import { runScript } from './run-script.js';
import { stampScript } from './scripts.js';

const pageSize = '1000';
/** Documents that are parsed before others get their turn: a millisecond or two. */
const sliceSize = 200;
/** How often a scan begins, when the copy is replaced or another server process takes over in its middle. */
const attempts = 3;

/** What a copy is at. */
interface Stamp {
  readonly revision: bigint;
  readonly hash?: string;
  /** The copy, which another one may replace, and the server process that has it. */
  readonly source: string;
}

/**
 * Everything there is of a copy, seen while it is written.
 *
 * HSCAN promises that a field which is there from the first page to the last one is seen, once or several times. The
 * promise is broken when the key is dropped and written anew (the scan ends early where it was gone), and when another
 * server process takes over (a cursor is a place in the order of one process): then the scan begins again.
 *
 * @throws DamagedCopyError or RedisRefusal for a copy that cannot be read
 */
export async function scanCopy(
  link: RedisSender,
  key: string,
  logId: string,
): Promise<ScannedAccount | undefined> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await stampOf(link, key, logId);
    if (before === undefined) return undefined;
    const documents = await readAll(link, key);
    const after = await stampOf(link, key, logId);
    if (after === undefined || after.revision < before.revision) return undefined;
    if (after.source === before.source) {
      const { revision: until, hash } = after;
      return { from: before.revision, until, ...(hash === undefined ? {} : { hash }), documents };
    }
  }
  throw new DocumentStoreUnavailableError();
}

async function stampOf(link: RedisSender, key: string, logId: string): Promise<Stamp | undefined> {
  const reply = texts(await runScript(link, stampScript, { keys: [key], values: [] }));
  const [log = null, revision = null, copy = null, process = null, hash = null] = reply;
  if (log !== logId) return undefined;
  return { revision: readRevision(revision), ...readHash(hash), source: `${copy}/${process}` };
}

async function readAll(link: RedisSender, key: string): Promise<readonly StampedDocument[]> {
  const seen = new Map<string, StampedDocument>();
  let cursor = '0';
  do {
    const page = scanPage(await link.send(key, ['HSCAN', key, cursor, 'COUNT', pageSize]));
    await addPage(seen, page.fields);
    cursor = page.cursor;
  } while (cursor !== '0');
  return [...seen.values()];
}

async function addPage(seen: Map<string, StampedDocument>, fields: readonly string[]): Promise<void> {
  for (let index = 0; index < fields.length; index += 2) {
    const [name, text] = [fields[index] ?? '', fields[index + 1] ?? ''];
    if (!name.startsWith('.')) addNewest(seen, name, readDocument(name, text));
    if (index % (2 * sliceSize) === 0) await turn();
  }
}

function addNewest(seen: Map<string, StampedDocument>, name: string, found: StampedDocument): void {
  const earlier = seen.get(name);
  if (earlier === undefined || earlier.revision < found.revision) seen.set(name, found);
}
