import type { Condition, ContextValue, PolicyVersion } from '@grantlog/policy';
import { comparisons, isPositive, negations } from './comparison.js';
import { contextValue, type OracleRequest } from './oracle-request.js';
import { allOf, anyOf, not, type Truth, truth } from './truth.js';

/**
 * Whether one key under one operator holds.
 *
 * Source: AWS IAM User Guide, "IAM JSON policy elements: Condition operators" and "Multivalued context keys".
 */
export function conditionHolds(condition: Condition, version: PolicyVersion, request: OracleRequest): Truth {
  const value = contextValue(request, condition.key);
  if (condition.operator === 'Null')
    return anyOf(condition.values.map((wanted) => isNull(value, wanted.toLowerCase())));
  if (value === undefined) return truth(holdsWithoutKey(condition));
  return comparesTo(value, condition, (got) => satisfies(got, condition, version, request));
}

/** Absent keys: the set prefixes answer first, then IfExists, then whether the operator is a negated one. */
function holdsWithoutKey({ quantifier, ifExists, operator }: Condition): boolean {
  if (quantifier !== undefined) return quantifier === 'ForAllValues';
  return ifExists || operator in negations;
}

/** A list needs a set prefix. Without one it matches nothing, and for a negated operator the effect decides. */
function comparesTo(
  value: ContextValue,
  { quantifier, operator }: Condition,
  satisfied: (got: string) => Truth,
): Truth {
  const gotten = typeof value === 'string' ? [value] : value;
  if (quantifier === 'ForAllValues') return allOf(gotten.map(satisfied));
  if (quantifier === 'ForAnyValue') return anyOf(gotten.map(satisfied));
  if (typeof value === 'string') return satisfied(value);
  return operator in negations ? 'unreadable' : 'no';
}

/** One value of the request against all values of the policy, which are alternatives. */
function satisfies(
  got: string,
  { operator, values }: Condition,
  version: PolicyVersion,
  request: OracleRequest,
): Truth {
  const negated = negations[operator];
  const positive = isPositive(operator) ? operator : negated;
  const equalsOne =
    positive === undefined
      ? 'no'
      : anyOf(values.map((value) => comparisons[positive](got, { value, version, request })));
  // What cannot be read matches no positive operator; for a negated one the statement's effect decides.
  return negated === undefined ? truth(equalsOne === 'yes') : not(equalsOne);
}

function isNull(value: ContextValue | undefined, wanted: string): Truth {
  return truth(wanted === (value === undefined ? 'true' : 'false'));
}
