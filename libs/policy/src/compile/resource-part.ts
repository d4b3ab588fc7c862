import type { PatternElement } from '../document/policy.js';
import type { RequestContext } from '../evaluate/request-context.js';
import { hasValues, isConstant, parseTemplate, type Template } from '../pattern/template.js';
import { anyEnds, commonEnds, type LiteralEnds, literalEnds } from '../lookup/literal-ends.js';
import type { Question } from './question.js';
import { resourcePattern, type ResourcePattern } from './resource-pattern.js';
import type { PartMismatch, StatementPart } from './statement-part.js';

/** More resources without wildcards than this are looked up, not compared one by one. */
const FEW = 8;

/** The `Resource` or `NotResource` of a statement. */
export class ResourcePart implements StatementPart {
  /** Whether a pattern other than `*` was written, so that a match means that the resource was meant. */
  readonly isNarrow: boolean;
  /** In the order in which they are tried; without those that are in `#exact`. */
  readonly #patterns: readonly ResourcePattern[];
  readonly #exact: ReadonlySet<string> | undefined;
  readonly #written: PatternElement;
  readonly #variablesOfNot: readonly Template[];

  constructor(element: PatternElement, hasVariables: boolean) {
    this.#written = element;
    this.isNarrow = !element.patterns.includes('*');
    const patterns = this.isNarrow
      ? element.patterns.map((pattern) => resourcePattern(pattern, hasVariables))
      : none;
    const exact = exactIn(patterns);
    this.#exact = exact.length > FEW ? new Set(exact) : undefined;
    this.#patterns = exact.length > FEW ? patterns.filter(({ kind }) => kind !== 'exact') : patterns;
    this.#variablesOfNot = element.negated && hasVariables ? variableTemplates(element.patterns) : none;
  }

  /** How all resources begin and end that it can match. */
  get ends(): LiteralEnds {
    if (!this.isNarrow || this.#written.negated) return anyEnds;
    return commonEnds(this.#written.patterns.map(literalEnds));
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
    if (this.#exact?.has(resource) === true) return true;
    for (const pattern of this.#patterns) if (matchesResource(pattern, resource, context)) return true;
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

/** Shared, because most statements would hold an empty list of their own. */
const none: readonly never[] = [];

function matchesResource(pattern: ResourcePattern, resource: string, context: RequestContext): boolean {
  switch (pattern.kind) {
    case 'exact':
      return pattern.resource === resource;
    case 'prefix':
      return resource.startsWith(pattern.prefix);
    case 'test':
      return pattern.test(resource, context);
  }
}

function exactIn(patterns: readonly ResourcePattern[]): readonly string[] {
  return patterns.flatMap((each) => (each.kind === 'exact' ? each.resource : []));
}

function variableTemplates(patterns: readonly string[]): readonly Template[] {
  const syntax = { wildcards: true, variables: true };
  return patterns
    .map((pattern) => parseTemplate(pattern, syntax))
    .filter((template) => !isConstant(template));
}
