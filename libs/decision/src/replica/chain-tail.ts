/** An event or an account as a place in a chain of hashes. */
interface Place {
  readonly revision: bigint;
  /** Not known for an account whose snapshot does not say it. */
  readonly hash?: string | undefined;
}

const length = 16;

/**
 * The newest hashes of an account in memory, and those that the log has further on, by which an event shows that it is
 * of the same chain.
 */
export class ChainTail {
  readonly #hashes = new Map<bigint, string>();

  constructor(newest: Place) {
    this.add(newest);
  }

  /** The account is at this place now. */
  add({ revision, hash }: Place): void {
    if (hash !== undefined) this.#hashes.set(revision, hash);
    this.#hashes.delete(revision - BigInt(length));
  }

  /** The log has this further on. */
  expect({ revision, hash }: Place & { readonly hash: string }): void {
    this.#hashes.set(revision, hash);
  }

  /** `undefined` for what is too long ago, or was never known. */
  hashAt(revision: bigint): string | undefined {
    return this.#hashes.get(revision);
  }

  /** Whether the hash at a revision may be this one: where none is known, any may. */
  mayHave(revision: bigint, hash: string | undefined): boolean {
    const known = this.#hashes.get(revision);
    return known === undefined || known === hash;
  }
}
