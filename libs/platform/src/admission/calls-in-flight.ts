import { EdgeError } from '@grantlog/contract';

/** Bounds how many calls of one account a process works on at once, so that nobody fills its memory with a queue. */
export class CallsInFlight {
  readonly #most: number;
  readonly #calls = new Map<string, number>();
  #total = 0;
  #refused = 0;

  /** @param most calls of one account, inclusive */
  constructor(most: number) {
    this.#most = most;
  }

  /** Calls of all accounts that are not answered yet. */
  get total(): number {
    return this.#total;
  }

  /** Calls refused since the process started. */
  get refused(): number {
    return this.#refused;
  }

  /**
   * Carries out a call of an account.
   *
   * @throws EdgeError `too_many_requests` when the account has as many in flight as it may; what `carryOut` throws
   */
  async run<T>(account: string, carryOut: () => Promise<T>): Promise<T> {
    const calls = this.#calls.get(account) ?? 0;
    if (calls >= this.#most) {
      this.#refused += 1;
      const detail = `the account has ${calls} calls waiting; send the next when one is answered`;
      throw new EdgeError('too_many_requests', detail);
    }
    this.#calls.set(account, calls + 1);
    this.#total += 1;
    try {
      return await carryOut();
    } finally {
      this.#total -= 1;
      this.#left(account);
    }
  }

  #left(account: string): void {
    const calls = (this.#calls.get(account) ?? 0) - 1;
    if (calls > 0) this.#calls.set(account, calls);
    else this.#calls.delete(account);
  }
}
