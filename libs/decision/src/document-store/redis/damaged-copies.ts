import { RedisRefusal } from './redis-link.js';
import { DamagedCopyError } from './document-text.js';

/** More than these are reported again. */
const mostRemembered = 10_000;

/** Treats copies that cannot be read as absent and reports each of them once, until it is whole again. */
export class DamagedCopies {
  readonly #reported = new Set<string>();

  constructor(private readonly report: (error: unknown) => void) {}

  /** @throws what is no sign of a damaged copy */
  async absentIfDamaged<T>(account: string, read: () => Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!isDamage(error)) throw error;
      if (!this.#reported.has(account)) {
        if (this.#reported.size >= mostRemembered) this.#reported.clear();
        this.#reported.add(account);
        const message = `the copy of account \`${account}\` is damaged and counts as absent: ${error.message}`;
        this.report(new DamagedCopyError(message));
      }
      return undefined;
    }
  }

  /** Says that the copy was written anew. */
  isWhole(account: string): void {
    this.#reported.delete(account);
  }
}

function isDamage(error: unknown): error is Error {
  return error instanceof DamagedCopyError || (error instanceof RedisRefusal && error.code === 'WRONGTYPE');
}
