import type { PatternElement } from '../document/policy.js';
import type { RequestContext } from '../evaluate/request-context.js';
import { isConstant, parseTemplate, resolveTemplate, type Template } from '../pattern/template.js';
import type { Question } from './question.js';
import { type ResourceTest, resourceTest } from './resource-pattern.js';
import type { PartMismatch, StatementPart } from './statement-part.js';

const everything: ResourceTest = () => true;

/** The `Resource` or `NotResource` of a statement. */
export class ResourcePart implements StatementPart {
  /** Whether a pattern other than `*` was written, so that a match means that the resource was meant. */
  readonly isNarrow: boolean;
  readonly #tests: readonly ResourceTest[];
  readonly #written: PatternElement;
  readonly #variablesOfNot: readonly Template[];

  constructor(element: PatternElement, hasVariables: boolean) {
    this.#written = element;
    this.isNarrow = !element.patterns.includes('*');
    this.#tests = this.isNarrow
      ? element.patterns.map((pattern) => resourceTest(pattern, hasVariables))
      : [everything];
    this.#variablesOfNot = element.negated && hasVariables ? variableTemplates(element.patterns) : [];
  }

  matches(question: Question): boolean {
    if (!this.#written.negated) return this.#isListed(question);
    return this.#canTell(question.context) && !this.#isListed(question);
  }

  explain(question: Question): PartMismatch {
    const wanted = `${this.#written.negated ? 'NotResource' : 'Resource'} ${this.#written.patterns.join(', ')}`;
    return { reason: 'resource_not_matched', key: '', wanted, got: question.resource };
  }

  #isListed(question: Question): boolean {
    for (const test of this.#tests) if (test(question)) return true;
    return false;
  }

  /**
   * Which resources a `NotResource` leaves out is unknown while one of its variables has no value: the statement
   * then does not apply.
   */
  #canTell(context: RequestContext): boolean {
    return this.#variablesOfNot.every((template) => resolveTemplate(template, context) !== undefined);
  }
}

function variableTemplates(patterns: readonly string[]): readonly Template[] {
  const syntax = { wildcards: true, variables: true };
  return patterns
    .map((pattern) => parseTemplate(pattern, syntax))
    .filter((template) => !isConstant(template));
}
