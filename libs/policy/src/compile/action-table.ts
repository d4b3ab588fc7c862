import type { ActionPattern } from './action-pattern.js';
import type { Glob } from '../pattern/glob.js';
import { PrefixTable, shortest } from './prefix-table.js';
import type { Question } from './question.js';
import { listIn, type Shelf, type StatementVisitor } from './shelf.js';

/** A position and the action patterns under which it is filed; without any, it is found for every action. */
export interface ActionEntry {
  readonly patterns: readonly ActionPattern[];
  readonly position: number;
}

/** What has a wildcard in the action's name, of one service. */
interface ServiceTable {
  readonly prefixes: PrefixTable<Shelf>;
  readonly globs: readonly GlobEntry[];
}

interface GlobEntry {
  readonly globs: readonly Glob[];
  readonly shelf: Shelf;
}

/**
 * Finds what is filed under patterns that match an action without trying the others.
 *
 * A service in a pattern has no wildcard, so only patterns of the action's own service are tried: exact names are
 * looked up, prefixes are searched, and what is left is matched one by one.
 */
export class ActionTable {
  /** Filed under `*`, or under no pattern. */
  readonly #everything: Shelf;
  readonly #exact: ReadonlyMap<string, Shelf>;
  readonly #services: ReadonlyMap<string, ServiceTable>;

  /** @param toShelf makes the shelf for the positions of entries that are filed together */
  constructor(entries: readonly ActionEntry[], toShelf: (positions: readonly number[]) => Shelf) {
    const draft = new TableDraft();
    for (const { patterns, position } of entries) draft.add(patterns, position);
    this.#everything = toShelf(draft.everything);
    this.#exact = new Map(shelved(draft.exact, toShelf));
    this.#services = draft.services(toShelf);
  }

  /** Visits what matches, each at most once per form of pattern; answers whether the visitor stopped. */
  visit(question: Question, visitor: StatementVisitor): boolean {
    const { lowerCase, service } = question.action;
    return (
      this.#everything.visit(question, visitor) ||
      this.#exact.get(lowerCase)?.visit(question, visitor) === true ||
      visitService(this.#services.get(service), question, visitor)
    );
  }
}

function visitService(
  service: ServiceTable | undefined,
  question: Question,
  visitor: StatementVisitor,
): boolean {
  if (service === undefined) return false;
  const { prefixes, globs } = service;
  const action = question.action.lowerCase;
  for (let at = prefixes.longestOf(action); at >= 0; at = prefixes.shorterThan(at)) {
    if (prefixes.valueAt(at)?.visit(question, visitor) === true) return true;
  }
  for (const entry of globs) {
    if (anyMatches(entry.globs, action) && entry.shelf.visit(question, visitor)) return true;
  }
  return false;
}

function anyMatches(globs: readonly Glob[], action: string): boolean {
  for (const glob of globs) if (glob.matches(action)) return true;
  return false;
}

function shelved(
  lists: ReadonlyMap<string, readonly number[]>,
  toShelf: (positions: readonly number[]) => Shelf,
): readonly (readonly [string, Shelf])[] {
  return [...lists].map(([key, positions]) => [key, toShelf(positions)]);
}

/** Collects entries for a table. */
class TableDraft {
  readonly everything: number[] = [];
  readonly exact = new Map<string, number[]>();
  readonly #prefixes = new Map<string, Map<string, number[]>>();
  readonly #globs = new Map<string, { readonly globs: readonly Glob[]; readonly position: number }[]>();

  add(patterns: readonly ActionPattern[], position: number): void {
    if (patterns.length === 0 || patterns.some(({ kind }) => kind === 'everything')) {
      this.everything.push(position);
      return;
    }
    this.#addExact(patterns, position);
    this.#addPrefixes(patterns, position);
    this.#addGlobs(patterns, position);
  }

  services(toShelf: (positions: readonly number[]) => Shelf): ReadonlyMap<string, ServiceTable> {
    const names = new Set([...this.#prefixes.keys(), ...this.#globs.keys()]);
    const tables = new Map<string, ServiceTable>();
    for (const name of names) {
      const prefixes = this.#prefixes.get(name) ?? new Map<string, number[]>();
      const globs = this.#globs.get(name) ?? [];
      tables.set(name, {
        prefixes: new PrefixTable(shelved(prefixes, toShelf)),
        globs: globs.map((entry) => ({ globs: entry.globs, shelf: toShelf([entry.position]) })),
      });
    }
    return tables;
  }

  #addExact(patterns: readonly ActionPattern[], position: number): void {
    const actions = patterns.flatMap((pattern) => (pattern.kind === 'exact' ? pattern.action : []));
    for (const action of new Set(actions)) listIn(this.exact, action).push(position);
  }

  #addPrefixes(patterns: readonly ActionPattern[], position: number): void {
    const prefixes = new Map<string, string>();
    for (const pattern of patterns) {
      if (pattern.kind === 'prefix') prefixes.set(pattern.prefix, pattern.service);
    }
    for (const prefix of shortest(prefixes.keys())) {
      const service = prefixes.get(prefix) ?? '';
      let ofService = this.#prefixes.get(service);
      if (ofService === undefined) this.#prefixes.set(service, (ofService = new Map<string, number[]>()));
      listIn(ofService, prefix).push(position);
    }
  }

  #addGlobs(patterns: readonly ActionPattern[], position: number): void {
    const globs = new Map<string, Glob[]>();
    for (const pattern of patterns) {
      if (pattern.kind === 'glob') listIn(globs, pattern.service).push(pattern.glob);
    }
    for (const [service, ofService] of globs) {
      listIn(this.#globs, service).push({ globs: ofService, position });
    }
  }
}
