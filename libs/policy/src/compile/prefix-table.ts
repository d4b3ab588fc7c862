interface Entry<Value> {
  readonly prefix: string;
  readonly value: Value;
  /** The position of the longest other prefix that this one begins with, or -1. */
  readonly parent: number;
}

/** Finds the prefixes that a text begins with in time logarithmic in their number. */
export class PrefixTable<Value> {
  /** In the order of the prefixes. */
  readonly #entries: readonly Entry<Value>[];

  constructor(prefixes: Iterable<readonly [string, Value]>) {
    const entries: Entry<Value>[] = [];
    for (const [prefix, value] of [...prefixes].sort(byPrefix)) {
      let parent = entries.length - 1;
      for (let entry = entries[parent]; entry !== undefined && !prefix.startsWith(entry.prefix);) {
        parent = entry.parent;
        entry = entries[parent];
      }
      entries.push({ prefix, value, parent });
    }
    this.#entries = entries;
  }

  /** The position of the longest prefix of a text, or -1 when it begins with none. */
  longestOf(text: string): number {
    let position = this.#lastUpTo(text);
    for (let entry = this.#entries[position]; entry !== undefined && !text.startsWith(entry.prefix);) {
      position = entry.parent;
      entry = this.#entries[position];
    }
    return position;
  }

  /** The position of the next shorter prefix that a text with the one at a position has as well, or -1. */
  shorterThan(position: number): number {
    return this.#entries[position]?.parent ?? -1;
  }

  valueAt(position: number): Value | undefined {
    return this.#entries[position]?.value;
  }

  /** The position of the last prefix that does not come after a text: all prefixes of the text are among its parents. */
  #lastUpTo(text: string): number {
    let before = -1;
    let after = this.#entries.length;
    while (after - before > 1) {
      const middle = (before + after) >>> 1;
      if ((this.#entries[middle]?.prefix ?? '') <= text) before = middle;
      else after = middle;
    }
    return before;
  }
}

function byPrefix([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

/** Leaves out the prefixes that begin with another one: they match nothing more. */
export function shortest(prefixes: Iterable<string>): readonly string[] {
  const kept: string[] = [];
  for (const prefix of [...prefixes].sort()) {
    const last = kept.at(-1);
    if (last === undefined || !prefix.startsWith(last)) kept.push(prefix);
  }
  return kept;
}
