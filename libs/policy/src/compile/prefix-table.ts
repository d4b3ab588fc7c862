interface Entry<Value> {
  readonly prefix: string;
  readonly values: readonly Value[];
  /** The position of the longest other prefix that this one begins with, or -1. */
  readonly parent: number;
}

/** Finds the prefixes that a text begins with in time logarithmic in their number. */
export class PrefixTable<Value> {
  /** In the order of the prefixes. */
  readonly #entries: readonly Entry<Value>[];

  constructor(prefixes: ReadonlyMap<string, readonly Value[]>) {
    const entries: Entry<Value>[] = [];
    for (const [prefix, values] of [...prefixes].sort(byPrefix)) {
      let parent = entries.length - 1;
      for (let entry = entries[parent]; entry !== undefined && !prefix.startsWith(entry.prefix);) {
        parent = entry.parent;
        entry = entries[parent];
      }
      entries.push({ prefix, values, parent });
    }
    this.#entries = entries;
  }

  /** Visits the values of each prefix of a text until the visitor returns true; answers whether it did. */
  visit(text: string, visitor: Visitor<Value>): boolean {
    let entry = this.#entries[this.#lastUpTo(text)];
    while (entry !== undefined) {
      if (text.startsWith(entry.prefix) && visitAll(entry.values, visitor)) return true;
      entry = this.#entries[entry.parent];
    }
    return false;
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

/** Looks at values one after the other until it has seen enough. */
export interface Visitor<Value> {
  /** Returns true to stop. */
  visit(value: Value): boolean;
}

/** Visits values in order; answers whether the visitor stopped. */
export function visitAll<Value>(values: readonly Value[] | undefined, visitor: Visitor<Value>): boolean {
  if (values === undefined) return false;
  for (const value of values) if (visitor.visit(value)) return true;
  return false;
}
