import type { Question } from './question.js';

/** Looks at the statements at some positions of an index until it has seen enough. */
export interface StatementVisitor {
  /** Returns true to stop. */
  visit(position: number): boolean;
}

/** The positions of statements that are found together. */
export interface Shelf {
  /** Visits those that may apply to a question, in order; answers whether the visitor stopped. */
  visit(question: Question, visitor: StatementVisitor): boolean;
}

/** Visits positions in order; answers whether the visitor stopped. */
export function visitAll(positions: readonly number[] | undefined, visitor: StatementVisitor): boolean {
  if (positions === undefined) return false;
  for (const position of positions) if (visitor.visit(position)) return true;
  return false;
}

/** The list in a map under a key, which is made at its first use. */
export function listIn<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = []));
  return list;
}
