import { operatorText } from './operator-text.js';
import type { Condition, PatternElement, Policy, PrincipalElement, Statement } from './policy.js';

type Printed = string | readonly string[] | { readonly [name: string]: Printed };

/**
 * A policy as a document in canonical form: always with `Version`, elements in the order of the User Guide, a list of
 * one as its value, no white space, and only characters that a document may have. Reading it again gives a policy that
 * decides every request alike, and printing that one gives the same text.
 */
export function printPolicy({ version, id, statements }: Policy): string {
  const document = {
    Version: version,
    ...(id === undefined ? {} : { Id: id }),
    Statement: statements.map(printedStatement),
  };
  return withEscapes(JSON.stringify(document));
}

function printedStatement(statement: Statement): Printed {
  const { sid, effect, principals, actions, resources, conditions } = statement;
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: effect,
    ...(principals === undefined ? {} : element('Principal', principals.negated, byKind(principals))),
    ...patterns('Action', actions),
    ...(resources === undefined ? {} : patterns('Resource', resources)),
    ...(conditions.length === 0 ? {} : { Condition: byOperator(conditions) }),
  };
}

function element(name: string, negated: boolean, value: Printed): Record<string, Printed> {
  return { [negated ? `Not${name}` : name]: value };
}

function patterns(name: string, { negated, patterns: written }: PatternElement): Record<string, Printed> {
  return element(name, negated, single(written));
}

function byKind({ principals }: PrincipalElement): Printed {
  const kinds = new Map<string, string[]>();
  for (const { kind, value } of principals) kinds.set(kind, [...(kinds.get(kind) ?? []), value]);
  return Object.fromEntries([...kinds].map(([kind, values]) => [kind, single(values)]));
}

function byOperator(conditions: readonly Condition[]): Printed {
  const operators = new Map<string, [string, Printed][]>();
  for (const condition of conditions) {
    const operator = operatorText(condition);
    let keys = operators.get(operator);
    if (keys === undefined) operators.set(operator, (keys = []));
    keys.push([condition.key, single(condition.values)]);
  }
  return Object.fromEntries([...operators].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
}

function single(values: readonly string[]): Printed {
  const [first, ...more] = values;
  return first !== undefined && more.length === 0 ? first : values;
}

/** What a document must not have as a character, it has as an escape. */
function withEscapes(json: string): string {
  return json.replace(/[\u007f-\u009f\u0100-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
