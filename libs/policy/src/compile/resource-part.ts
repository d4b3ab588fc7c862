import type { PatternElement } from '../document/policy.js';
import type { RequestContext } from '../evaluate/request-context.js';
import { hasValues, isConstant, parseTemplate, type Template } from '../pattern/template.js';
import type { Question } from './question.js';
import { resourcePattern, type ResourceTest } from './resource-pattern.js';
import type { PartMismatch, StatementPart } from './statement-part.js';

/** The `Resource` or `NotResource` of a statement. */
export class ResourcePart implements StatementPart {
  /** Whether a pattern other than `*` was written, so that a match means that the resource was meant. */
  readonly isNarrow: boolean;
  readonly #exact: ReadonlySet<string>;
  readonly #prefixes: readonly string[];
  readonly #tests: readonly ResourceTest[];
  readonly #written: PatternElement;
  readonly #variablesOfNot: readonly Template[];

  constructor(element: PatternElement, hasVariables: boolean) {
    this.#written = element;
    this.isNarrow = !element.patterns.includes('*');
    const patterns = this.isNarrow
      ? element.patterns.map((pattern) => resourcePattern(pattern, hasVariables))
      : [];
    this.#exact = new Set(patterns.flatMap((each) => (each.kind === 'exact' ? each.resource : [])));
    this.#prefixes = patterns.flatMap((each) => (each.kind === 'prefix' ? each.prefix : []));
    this.#tests = patterns.flatMap((each) => (each.kind === 'test' ? each.test : []));
    this.#variablesOfNot = element.negated && hasVariables ? variableTemplates(element.patterns) : [];
  }

  matches({ resource, context }: Question): boolean {
    const isListed = !this.isNarrow || this.#isListed(resource, context);
    if (!this.#written.negated) return isListed;
    return !isListed && this.#canTell(context);
  }

  explain(question: Question): PartMismatch {
    const wanted = `${this.#written.negated ? 'NotResource' : 'Resource'} ${this.#written.patterns.join(', ')}`;
    return { reason: 'resource_not_matched', key: '', wanted, got: question.resource };
  }

  #isListed(resource: string, context: RequestContext): boolean {
    if (this.#exact.size > 0 && this.#exact.has(resource)) return true;
    for (const prefix of this.#prefixes) if (resource.startsWith(prefix)) return true;
    for (const test of this.#tests) if (test(resource, context)) return true;
    return false;
  }

  /**
   * Which resources a `NotResource` leaves out is unknown while one of its variables has no value: the statement
   * then does not apply.
   */
  #canTell(context: RequestContext): boolean {
    return this.#variablesOfNot.every((template) => hasValues(template, context));
  }
}

function variableTemplates(patterns: readonly string[]): readonly Template[] {
  const syntax = { wildcards: true, variables: true };
  return patterns
    .map((pattern) => parseTemplate(pattern, syntax))
    .filter((template) => !isConstant(template));
}
