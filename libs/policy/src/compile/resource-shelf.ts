import type { CompiledStatement } from './compiled-statement.js';
import { PrefixTable, shortest } from './prefix-table.js';
import type { Question } from './question.js';
import { listIn, type Shelf, type StatementVisitor, visitAll } from './shelf.js';

/** Fewer statements are tried one by one faster than they are looked up. */
const FEW = 8;

/** Files statements that have their action in common by their resources, when there are many. */
export function shelfOf(positions: readonly number[], statements: readonly CompiledStatement[]): Shelf {
  return positions.length <= FEW ? new Row(positions) : new ResourceShelf(positions, statements);
}

/** A few statements, whatever their resources. */
class Row implements Shelf {
  constructor(private readonly positions: readonly number[]) {}

  visit(_question: Question, visitor: StatementVisitor): boolean {
    return visitAll(this.positions, visitor);
  }
}

/** Statements by the resources and prefixes of resources that they name; those that do it in another way are always tried. */
class ResourceShelf implements Shelf {
  readonly #rest: readonly number[];
  readonly #exact: ReadonlyMap<string, readonly number[]>;
  readonly #prefixes: PrefixTable<readonly number[]>;

  constructor(positions: readonly number[], statements: readonly CompiledStatement[]) {
    const rest: number[] = [];
    const exact = new Map<string, number[]>();
    const prefixes = new Map<string, number[]>();
    for (const position of positions) {
      const names = statements[position]?.resource?.names;
      if (names === undefined) rest.push(position);
      else {
        for (const resource of new Set(names.exact)) listIn(exact, resource).push(position);
        for (const prefix of shortest(names.prefixes)) listIn(prefixes, prefix).push(position);
      }
    }
    this.#rest = rest;
    this.#exact = exact;
    this.#prefixes = new PrefixTable(prefixes);
  }

  visit({ resource }: Question, visitor: StatementVisitor): boolean {
    if (visitAll(this.#rest, visitor) || visitAll(this.#exact.get(resource), visitor)) return true;
    const prefixes = this.#prefixes;
    for (let at = prefixes.longestOf(resource); at >= 0; at = prefixes.shorterThan(at)) {
      if (visitAll(prefixes.valueAt(at), visitor)) return true;
    }
    return false;
  }
}
