import type { ContextValue } from '@grantlog/policy';
import { families, type Family, listKey } from './alphabet.js';
import type { Random } from './random.js';
import type { ConditionJson } from './world.js';

/** A `Condition` element with one or two keys: any operator, set prefix and `IfExists`. */
export function generateCondition(random: Random): ConditionJson {
  const condition: Record<string, Record<string, ConditionJson[string][string]>> = {};
  for (let count = random.chance(0.8) ? 1 : 2; count > 0; count -= 1) {
    const family = random.pick(families);
    const operator = operatorText(random, random.pick(family.operators));
    condition[operator] = { ...condition[operator], [keyFor(random, family)]: valuesFor(random, family) };
  }
  return condition;
}

function operatorText(random: Random, operator: string): string {
  if (operator === 'Null') return operator;
  const prefix = random.chance(0.25) ? random.pick(['ForAllValues:', 'ForAnyValue:']) : '';
  const suffix = random.chance(0.25) ? 'IfExists' : '';
  return `${prefix}${operator}${suffix}`;
}

/** Usually a key that holds what the operator compares; case does not matter. */
function keyFor(random: Random, { key }: Family): string {
  if (random.chance(0.1)) return random.pick([listKey, 't:none', ...families.map((family) => family.key)]);
  return random.chance(0.1) ? key.toUpperCase() : key;
}

function valuesFor(random: Random, { wanted }: Family): ConditionJson[string][string] {
  return random.several(1, random.chance(0.7) ? 1 : 3, () => random.pick(wanted));
}

/** The keys of a request: each may be absent, hold one value, or hold a list. */
export function generateContext(random: Random): Record<string, ContextValue> {
  const context: Record<string, ContextValue> = {};
  for (const { key, got } of families) {
    if (random.chance(0.25)) continue;
    const isList = random.chance(0.12);
    context[key] = isList ? random.several(0, 3, () => random.pick(got)) : random.pick(got);
  }
  if (random.chance(0.5))
    context[listKey] = random.several(0, 3, () => random.pick(['a', 'b', 'A', '', 'k']));
  return context;
}
