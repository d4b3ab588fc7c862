import type { ActionName } from './action-name.js';
import type { ActionPattern } from './action-pattern.js';
import type { Glob } from '../pattern/glob.js';
import { PrefixTable, visitAll, type Visitor } from './prefix-table.js';

/** Something that is filed under action patterns. */
export interface ActionEntry<Value> {
  readonly patterns: readonly ActionPattern[];
  readonly value: Value;
}

/** What has a wildcard in the action's name, of one service. */
interface ServiceTable<Value> {
  readonly prefixes: PrefixTable<Value>;
  readonly globs: readonly GlobEntry<Value>[];
}

interface GlobEntry<Value> {
  readonly globs: readonly Glob[];
  readonly value: Value;
}

/**
 * Finds what is filed under patterns that match an action without trying the others.
 *
 * A service in a pattern has no wildcard, so only patterns of the action's own service are tried: exact names are
 * looked up, prefixes are searched, and what is left is matched one by one.
 */
export class ActionTable<Value> {
  /** Filed under `*`. */
  readonly #everything: readonly Value[];
  readonly #exact: ReadonlyMap<string, readonly Value[]>;
  readonly #services: ReadonlyMap<string, ServiceTable<Value>>;

  constructor(entries: readonly ActionEntry<Value>[]) {
    const draft = new TableDraft<Value>();
    for (const entry of entries) draft.add(entry);
    this.#everything = draft.everything;
    this.#exact = draft.exact;
    this.#services = draft.services();
  }

  /** Visits what matches, each at most once per form of pattern; answers whether the visitor stopped. */
  visit(action: ActionName, visitor: Visitor<Value>): boolean {
    return (
      visitAll(this.#everything, visitor) ||
      visitAll(this.#exact.get(action.lowerCase), visitor) ||
      visitService(this.#services.get(action.service), action.lowerCase, visitor)
    );
  }
}

function visitService<Value>(
  service: ServiceTable<Value> | undefined,
  action: string,
  visitor: Visitor<Value>,
): boolean {
  if (service === undefined) return false;
  if (service.prefixes.visit(action, visitor)) return true;
  for (const { globs, value } of service.globs) {
    if (anyMatches(globs, action) && visitor.visit(value)) return true;
  }
  return false;
}

function anyMatches(globs: readonly Glob[], action: string): boolean {
  for (const glob of globs) if (glob.matches(action)) return true;
  return false;
}

/** Collects entries for a table. */
class TableDraft<Value> {
  readonly everything: Value[] = [];
  readonly exact = new Map<string, Value[]>();
  readonly #prefixes = new Map<string, Map<string, Value[]>>();
  readonly #globs = new Map<string, GlobEntry<Value>[]>();

  add({ patterns, value }: ActionEntry<Value>): void {
    if (patterns.some(({ kind }) => kind === 'everything')) {
      this.everything.push(value);
      return;
    }
    this.#addExact(patterns, value);
    this.#addPrefixes(patterns, value);
    this.#addGlobs(patterns, value);
  }

  services(): ReadonlyMap<string, ServiceTable<Value>> {
    const names = new Set([...this.#prefixes.keys(), ...this.#globs.keys()]);
    const tables = new Map<string, ServiceTable<Value>>();
    for (const name of names) {
      const prefixes = new PrefixTable(this.#prefixes.get(name) ?? new Map<string, Value[]>());
      tables.set(name, { prefixes, globs: this.#globs.get(name) ?? [] });
    }
    return tables;
  }

  #addExact(patterns: readonly ActionPattern[], value: Value): void {
    const actions = patterns.flatMap((pattern) => (pattern.kind === 'exact' ? pattern.action : []));
    for (const action of new Set(actions)) listIn(this.exact, action).push(value);
  }

  #addPrefixes(patterns: readonly ActionPattern[], value: Value): void {
    const prefixes = new Map<string, string>();
    for (const pattern of patterns) {
      if (pattern.kind === 'prefix') prefixes.set(pattern.prefix, pattern.service);
    }
    for (const prefix of shortest(prefixes.keys())) {
      const service = prefixes.get(prefix) ?? '';
      let ofService = this.#prefixes.get(service);
      if (ofService === undefined) this.#prefixes.set(service, (ofService = new Map<string, Value[]>()));
      listIn(ofService, prefix).push(value);
    }
  }

  #addGlobs(patterns: readonly ActionPattern[], value: Value): void {
    const globs = new Map<string, Glob[]>();
    for (const pattern of patterns) {
      if (pattern.kind === 'glob') listIn(globs, pattern.service).push(pattern.glob);
    }
    for (const [service, ofService] of globs) listIn(this.#globs, service).push({ globs: ofService, value });
  }
}

/** Leaves out the prefixes that begin with another one: they match nothing more. */
function shortest(prefixes: Iterable<string>): readonly string[] {
  const kept: string[] = [];
  for (const prefix of [...prefixes].sort()) {
    const last = kept.at(-1);
    if (last === undefined || !prefix.startsWith(last)) kept.push(prefix);
  }
  return kept;
}

function listIn<Value>(lists: Map<string, Value[]>, key: string): Value[] {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = []));
  return list;
}
