import type { Condition, Effect } from '../document/policy.js';
import type { ConditionTest } from '../operators/operator.js';
import { operatorOf } from '../operators/operator-table.js';
import { operatorText } from '../document/operator-text.js';
import { parseTemplate } from '../pattern/template.js';
import type { Question } from './question.js';
import type { PartMismatch, StatementPart } from './statement-part.js';

/** One key under one operator in the `Condition` of a statement. */
export class ConditionPart implements StatementPart {
  readonly #written: Condition;
  readonly #key: string;
  readonly #test: ConditionTest;

  constructor(condition: Condition, effect: Effect, hasVariables: boolean) {
    const operator = operatorOf(condition.operator);
    const syntax = { wildcards: operator.takesWildcards, variables: hasVariables && operator.takesVariables };
    const values = condition.values.map((value) => parseTemplate(value, syntax));
    this.#written = condition;
    this.#key = condition.key.toLowerCase();
    this.#test = operator.compile(values, {
      effect,
      quantifier: condition.quantifier,
      ifExists: condition.ifExists,
    });
  }

  matches({ context }: Question): boolean {
    return this.#test(context.get(this.#key), context);
  }

  explain({ context }: Question): PartMismatch {
    const { key, values } = this.#written;
    const value = context.get(this.#key);
    return {
      reason: value === undefined ? 'condition_key_absent' : 'condition_not_met',
      key,
      wanted: `${operatorText(this.#written)} ${values.join(', ')}`,
      got: typeof value === 'string' ? value : (value?.join(', ') ?? ''),
    };
  }
}
