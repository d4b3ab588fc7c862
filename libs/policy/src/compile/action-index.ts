import type { CompiledStatement } from './compiled-statement.js';
import type { Glob } from '../pattern/glob.js';
import type { ActionPattern } from './action-pattern.js';
import type { Question } from './question.js';

/** Looks at statements one after the other until it has seen enough. */
export interface StatementVisitor {
  /** Returns true to stop. */
  visit(statement: CompiledStatement): boolean;
}

/** The statements whose pattern has a wildcard in the action's name, of one service. */
interface ServiceEntry {
  readonly prefixes: Map<string, CompiledStatement[]>;
  readonly globs: { readonly glob: Glob; readonly statement: CompiledStatement }[];
}

/**
 * Finds the statements of one policy and effect that match an action, without looking at the others.
 *
 * A service in a pattern has no wildcard, so that only the patterns of the action's own service are tried.
 */
export class ActionIndex {
  readonly #exact = new Map<string, CompiledStatement[]>();
  readonly #services = new Map<string, ServiceEntry>();
  /** Statements with `*`. */
  readonly #everything: CompiledStatement[] = [];
  readonly #notAction: CompiledStatement[] = [];

  constructor(statements: readonly CompiledStatement[]) {
    for (const statement of statements) {
      if (statement.action.negated) this.#notAction.push(statement);
      else for (const pattern of statement.action.patterns) this.#add(pattern, statement);
    }
  }

  /**
   * Visits every statement whose action matches, once per pattern that matches.
   *
   * @returns whether the visitor stopped
   */
  visit(question: Question, visitor: StatementVisitor): boolean {
    return (
      visitAll(this.#everything, visitor) ||
      visitAll(this.#exact.get(question.action), visitor) ||
      visitService(this.#services.get(question.service), question.action, visitor) ||
      this.#notAction.some((statement) => statement.action.matches(question) && visitor.visit(statement))
    );
  }

  #add(pattern: ActionPattern, statement: CompiledStatement): void {
    switch (pattern.kind) {
      case 'everything':
        this.#everything.push(statement);
        return;
      case 'exact':
        listIn(this.#exact, pattern.action).push(statement);
        return;
      case 'prefix':
        listIn(this.#service(pattern.service).prefixes, pattern.prefix).push(statement);
        return;
      case 'glob':
        this.#service(pattern.service).globs.push({ glob: pattern.glob, statement });
    }
  }

  #service(name: string): ServiceEntry {
    let entry = this.#services.get(name);
    if (entry === undefined) {
      entry = { prefixes: new Map(), globs: [] };
      this.#services.set(name, entry);
    }
    return entry;
  }
}

function visitAll(statements: readonly CompiledStatement[] | undefined, visitor: StatementVisitor): boolean {
  if (statements === undefined) return false;
  for (const statement of statements) if (visitor.visit(statement)) return true;
  return false;
}

function visitService(entry: ServiceEntry | undefined, action: string, visitor: StatementVisitor): boolean {
  if (entry === undefined) return false;
  for (const [prefix, statements] of entry.prefixes) {
    if (action.startsWith(prefix) && visitAll(statements, visitor)) return true;
  }
  for (const { glob, statement } of entry.globs) {
    if (glob.matches(action) && visitor.visit(statement)) return true;
  }
  return false;
}

function listIn(lists: Map<string, CompiledStatement[]>, key: string): CompiledStatement[] {
  let list = lists.get(key);
  if (list === undefined) {
    list = [];
    lists.set(key, list);
  }
  return list;
}
