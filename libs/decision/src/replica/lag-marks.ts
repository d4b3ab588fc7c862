interface Mark {
  readonly revision: bigint;
  readonly seenAtMs: number;
}

const mostMarks = 64;

/**
 * Remembers when revisions were first heard of, until they are applied. Bounded: under a long backlog the ages of newer
 * revisions are those of the mark after them, so the oldest age is exact and later ones may be too young.
 */
export class LagMarks {
  readonly #marks: Mark[] = [];

  /** A newer revision than any before was heard of. */
  saw(revision: bigint, nowMs: number): void {
    if (this.#marks.length === mostMarks) this.#marks.pop();
    this.#marks.push({ revision, seenAtMs: nowMs });
  }

  /** Everything up to the revision is applied. */
  applied(revision: bigint): void {
    while (this.#marks[0] !== undefined && this.#marks[0].revision <= revision) this.#marks.shift();
  }

  /** What is after the revision does not exist. */
  giveUpAfter(revision: bigint): void {
    while ((this.#marks.at(-1)?.revision ?? 0n) > revision) this.#marks.pop();
  }

  /** When the oldest revision that is not applied was heard of; `undefined` when nothing is missing. */
  get oldestMs(): number | undefined {
    return this.#marks[0]?.seenAtMs;
  }
}
