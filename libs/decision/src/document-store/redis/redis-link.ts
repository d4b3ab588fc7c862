import { ErrorReply } from 'redis';
import { DocumentStoreUnavailableError } from '../document-store.js';
import { ErrorReports } from './error-reports.js';
import { KeptConnection } from './kept-connection.js';
import type { RedisClient } from './redis-client.js';
import { readPlace, type RedisPlace } from './redis-place.js';
import { within } from './within.js';

/** No command of the store takes this long on a healthy server. */
const commandTimeoutMs = 2_000;

/** What the server said about one command, where it is for the caller to decide. */
export class RedisRefusal extends Error {
  override readonly name = 'RedisRefusal';

  /** @param code `WRONGTYPE`: the key is something else; `NOSCRIPT`: the server does not know the script */
  constructor(readonly code: 'WRONGTYPE' | 'NOSCRIPT') {
    super(`Redis answered \`${code}\``);
  }
}

/** Sends commands to a Redis. */
export type RedisSender = Pick<RedisLink, 'send'>;

/**
 * The way to a Redis that comes and goes. While there is no connection calls fail at once; only the very first ones
 * wait for the first attempt. A call ends within seconds: answered, refused or as DocumentStoreUnavailableError. What
 * the driver says is reported, never thrown.
 */
export class RedisLink {
  readonly #report: (error: unknown) => void;
  readonly #connection: KeptConnection;
  readonly #running = new Set<Promise<unknown>>();
  #isClosed = false;

  /** @throws TypeError for a place that cannot be read */
  constructor(place: RedisPlace) {
    readPlace(place);
    this.#report = new ErrorReports(place.onError).report;
    this.#connection = new KeptConnection({ ...place, onError: this.#report });
  }

  /** Whether there is a connection, as far as is known. */
  get isConnected(): boolean {
    return this.#connection.client !== undefined;
  }

  /**
   * Sends one command to the server that has the key.
   *
   * @throws RedisRefusal for what the caller decides
   * @throws DocumentStoreUnavailableError for everything else
   */
  async send(key: string, command: readonly string[]): Promise<unknown> {
    if (this.#isClosed) throw new DocumentStoreUnavailableError();
    const call = this.#send(key, command);
    this.#running.add(call);
    try {
      return await call;
    } finally {
      this.#running.delete(call);
    }
  }

  /** Waits for running calls, then disconnects. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#running);
    await this.#connection.close();
  }

  async #send(key: string, command: readonly string[]): Promise<unknown> {
    await within(commandTimeoutMs, this.#connection.firstAttempt).catch(() => undefined);
    const { client } = this.#connection;
    if (client === undefined) throw new DocumentStoreUnavailableError();
    try {
      return await within(commandTimeoutMs, client.send(key, command));
    } catch (error) {
      throw this.#translated(error, client);
    }
  }

  #translated(error: unknown, client: RedisClient): Error {
    if (!(error instanceof ErrorReply)) {
      this.#connection.distrust(client);
    } else {
      const code = (['WRONGTYPE', 'NOSCRIPT'] as const).find((known) => error.message.startsWith(known));
      if (code !== undefined) return new RedisRefusal(code);
    }
    this.#report(error);
    return new DocumentStoreUnavailableError();
  }
}
