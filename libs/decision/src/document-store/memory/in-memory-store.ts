import type { EntityKey } from '@grantlog/account-state';
import {
  type AccountAdvance,
  type DocumentStore,
  DocumentStoreUnavailableError,
  type ReplaceOptions,
  type ScannedAccount,
  type StampedAccount,
  type StampedDocument,
} from '../document-store.js';
import { documentName } from '../document-name.js';

/** What the stores of one process share; by account. */
export type StoreMemory = Map<string, AccountCopy>;

interface AccountCopy {
  readonly logId: string;
  readonly revision: bigint;
  readonly hash: string | undefined;
  readonly documents: Map<string, StampedDocument>;
}

/** The document store of a process that shares its copy with nobody else. */
export function inMemoryStore(logId: string, memory: StoreMemory = new Map()): DocumentStore {
  return new InMemoryStore(logId, memory);
}

class InMemoryStore implements DocumentStore {
  #isClosed = false;

  constructor(
    private readonly logId: string,
    private readonly memory: StoreMemory,
  ) {}

  get isConnected(): boolean {
    return !this.#isClosed;
  }

  revision(account: string): Promise<bigint | undefined> {
    return this.#answer(() => this.#copyOf(account)?.revision);
  }

  scan(account: string): Promise<ScannedAccount | undefined> {
    return this.#answer(() => {
      const copy = this.#copyOf(account);
      if (copy === undefined) return undefined;
      const { revision } = copy;
      return { from: revision, until: revision, ...hashOf(copy), documents: [...copy.documents.values()] };
    });
  }

  documents(account: string, keys: readonly EntityKey[]): Promise<StampedAccount | undefined> {
    return this.#answer(() => {
      const copy = this.#copyOf(account);
      if (copy === undefined) return undefined;
      const found = [...new Set(keys.map(documentName))].map((name) => copy.documents.get(name));
      return {
        revision: copy.revision,
        ...hashOf(copy),
        documents: found.filter((stamped) => stamped !== undefined),
      };
    });
  }

  advance(account: string, { from, to, hash, puts, removals }: AccountAdvance): Promise<boolean> {
    return this.#answer(() => {
      const copy = this.#copyOf(account);
      if (copy?.revision !== from) return false;
      for (const put of puts) copy.documents.set(documentName(put.document), put);
      for (const key of removals) copy.documents.delete(documentName(key));
      this.memory.set(account, { ...copy, revision: to, hash });
      return true;
    });
  }

  replace(account: string, whole: StampedAccount, options: ReplaceOptions = {}): Promise<boolean> {
    return this.#answer(() => {
      const present = this.#copyOf(account)?.revision ?? 0n;
      const isForwards = present < whole.revision;
      if (!isForwards && !(options.atSameRevision === true && present === whole.revision)) return false;
      const documents = new Map(whole.documents.map((stamped) => [documentName(stamped.document), stamped]));
      const { revision, hash } = whole;
      this.memory.set(account, { logId: this.logId, revision, hash, documents });
      return true;
    });
  }

  remove(account: string): Promise<void> {
    return this.#answer(() => {
      this.memory.delete(account);
    });
  }

  close(): Promise<void> {
    this.#isClosed = true;
    return Promise.resolve();
  }

  async #answer<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    if (this.#isClosed) throw new DocumentStoreUnavailableError();
    return work();
  }

  #copyOf(account: string): AccountCopy | undefined {
    const copy = this.memory.get(account);
    return copy?.logId === this.logId ? copy : undefined;
  }
}

function hashOf({ hash }: AccountCopy): { readonly hash?: string } {
  return hash === undefined ? {} : { hash };
}
