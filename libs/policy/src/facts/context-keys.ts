import { operatorOf } from '../operators/operator-table.js';
import type { Policy, Statement } from '../document/policy.js';
import { variableKeys } from '../pattern/variable.js';

/**
 * The condition keys that a policy asks for, in conditions and in policy variables: what a request must tell so that
 * the policy can be decided. Each once, in the spelling and order of its first use; case is ignored.
 *
 * Source: AWS IAM API Reference, "GetContextKeysForCustomPolicy".
 */
export function contextKeys(policy: Policy): readonly string[] {
  const hasVariables = policy.version === '2012-10-17';
  const keys = policy.statements.flatMap((statement) => [
    ...(hasVariables ? keysInResources(statement) : []),
    ...keysInConditions(statement, hasVariables),
  ]);
  const firstUses = new Map<string, string>();
  for (const key of keys) {
    const lowerCase = key.toLowerCase();
    if (!firstUses.has(lowerCase)) firstUses.set(lowerCase, key);
  }
  return [...firstUses.values()];
}

function keysInResources({ resources }: Statement): readonly string[] {
  return resources?.patterns.flatMap(variableKeys) ?? [];
}

function keysInConditions({ conditions }: Statement, hasVariables: boolean): readonly string[] {
  return conditions.flatMap(({ operator, key, values }) => [
    key,
    ...(hasVariables && operatorOf(operator).takesVariables ? values.flatMap(variableKeys) : []),
  ]);
}
