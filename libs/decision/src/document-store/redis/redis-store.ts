import { randomUUID } from 'node:crypto';
import type { EntityKey } from '@grantlog/account-state';
import { documentName } from '../document-name.js';
import {
  type AccountAdvance,
  type DocumentStore,
  DocumentStoreUnavailableError,
  type ReplaceOptions,
  type ScannedAccount,
  type StampedAccount,
} from '../document-store.js';
import { DamagedCopies } from './damaged-copies.js';
import { readDocument, readHash, readRevision, writeDocument } from './document-text.js';
import { RedisLink } from './redis-link.js';
import type { RedisPlace } from './redis-place.js';
import { texts } from './replies.js';
import { runScript } from './run-script.js';
import { scanCopy } from './scan-copy.js';
import { advanceScript, replaceScript } from './scripts.js';

/** Documents that one command carries. */
const chunkSize = 500;
/** After this time Redis drops an account that was not written to its end. */
const abandonedAfterMs = 60_000;

/** Where the copy is, and of which log. */
export interface RedisStoreOptions extends RedisPlace {
  readonly logId: string;
}

/**
 * Opens the document store on a Redis server or a Redis Cluster, version 7 or newer; several processes may open the
 * same one. It returns at once: a Redis that is down is connected to later, and calls fail until then.
 *
 * @throws TypeError for an address that cannot be read
 */
export function openRedisStore({ logId, ...place }: RedisStoreOptions): DocumentStore {
  return new RedisStore(logId, place);
}

class RedisStore implements DocumentStore {
  readonly #link: RedisLink;
  readonly #damaged: DamagedCopies;

  constructor(
    private readonly logId: string,
    place: RedisPlace,
  ) {
    this.#link = new RedisLink(place);
    this.#damaged = new DamagedCopies(place.onError);
  }

  get isConnected(): boolean {
    return this.#link.isConnected;
  }

  async revision(account: string): Promise<bigint | undefined> {
    return (await this.documents(account, []))?.revision;
  }

  scan(account: string): Promise<ScannedAccount | undefined> {
    return this.#damaged.absentIfDamaged(account, () => scanCopy(this.#link, keyOf(account), this.logId));
  }

  documents(account: string, keys: readonly EntityKey[]): Promise<StampedAccount | undefined> {
    const names = [...new Set(keys.map(documentName))];
    return this.#damaged.absentIfDamaged(account, async () => {
      const command = ['HMGET', keyOf(account), '.log', '.revision', '.hash', ...names];
      const [log = null, revision = null, hash = null, ...found] = texts(
        await this.#link.send(keyOf(account), command),
      );
      if (log !== this.logId) return undefined;
      const documents = names.flatMap((name, index) => {
        const text = found[index];
        return typeof text === 'string' ? [readDocument(name, text)] : [];
      });
      return { revision: readRevision(revision), ...readHash(hash), documents };
    });
  }

  async advance(account: string, { from, to, hash = '', puts, removals }: AccountAdvance): Promise<boolean> {
    const fields = puts.flatMap((put) => [documentName(put.document), writeDocument(put)]);
    const step = [this.logId, from.toString(), to.toString(), hash, puts.length.toString(), ...fields];
    const reply = await runScript(this.#link, advanceScript, {
      keys: [keyOf(account)],
      values: [...step, ...removals.map(documentName)],
    });
    return reply === 1;
  }

  async replace(account: string, whole: StampedAccount, options: ReplaceOptions = {}): Promise<boolean> {
    const key = keyOf(account);
    const copy = randomUUID();
    const incoming = `${key}:incoming:${copy}`;
    try {
      const present = await this.#writeWhole(incoming, copy, whole);
      const reply = await runScript(this.#link, replaceScript, {
        keys: [key, incoming],
        values: [
          this.logId,
          whole.revision.toString(),
          present.toString(),
          options.atSameRevision === true ? '1' : '0',
        ],
      });
      // Part of it was dropped, by time or by a fail-over.
      if (reply === -1) throw new DocumentStoreUnavailableError();
      if (reply === 1) this.#damaged.isWhole(account);
      return reply === 1;
    } catch (error) {
      await this.#link.send(incoming, ['UNLINK', incoming]).catch(() => undefined);
      throw error;
    }
  }

  async remove(account: string): Promise<void> {
    await this.#link.send(keyOf(account), ['UNLINK', keyOf(account)]);
    this.#damaged.isWhole(account);
  }

  close(): Promise<void> {
    return this.#link.close();
  }

  /** @returns the number of fields */
  async #writeWhole(key: string, copy: string, whole: StampedAccount): Promise<number> {
    const { revision, hash = '', documents } = whole;
    const stamp = ['.log', this.logId, '.revision', revision.toString(), '.hash', hash, '.copy', copy];
    for (let start = 0; start === 0 || start < documents.length; start += chunkSize) {
      const chunk = documents.slice(start, start + chunkSize);
      const fields = chunk.flatMap((each) => [documentName(each.document), writeDocument(each)]);
      await this.#link.send(key, ['HSET', key, ...(start === 0 ? stamp : []), ...fields]);
      await this.#link.send(key, ['PEXPIRE', key, abandonedAfterMs.toString()]);
    }
    return documents.length + stamp.length / 2;
  }
}

/** All keys of an account have its hash tag, so that one script may touch them. */
function keyOf(account: string): string {
  return `grantlog:{${account}}`;
}
