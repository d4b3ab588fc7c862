import { quoted } from '../json/finding.js';
import type { JsonString, JsonValue } from '../json/json-value.js';
import { findOperator, type KnownOperator } from '../operators/operator-table.js';
import type { Operator } from '../operators/operator.js';
import { hasVariable } from '../pattern/variable.js';
import { awsFaults } from './aws-message.js';
import { checkVariables } from './check-variables.js';
import { describe, type Findings } from './findings.js';
import { isMultivaluedKey } from './multivalued-keys.js';
import type { Condition, PolicyVersion } from './policy.js';

/** Reads `Condition`: operator, key, values. */
export function readConditions(
  value: JsonValue,
  version: PolicyVersion,
  findings: Findings,
): readonly Condition[] {
  const operators = findings.object(value)?.members ?? [];
  return [...operators].flatMap(([name, keys]) => {
    const found = readOperator(name, keys, findings);
    const members = findings.object(keys)?.members ?? new Map<string, JsonValue>();
    warnOfRepeatedKeys(members, findings);
    return [...members].flatMap(([key, written]) => {
      const values = readValues(key, written, findings);
      return found === undefined ? [] : readCondition(found, { key, written, values }, version, findings);
    });
  });
}

interface WrittenKey {
  readonly key: string;
  readonly written: JsonValue;
  readonly values: readonly JsonString[];
}

function readCondition(
  { operator, quantifier, ifExists }: KnownOperator,
  { key, written, values }: WrittenKey,
  version: PolicyVersion,
  findings: Findings,
): Condition {
  for (const item of values) checkValue(operator, item, version, findings);
  warnOfSeveralBooleans(operator, values, written, findings);
  if (quantifier === undefined && operator.name !== 'Null' && isMultivaluedKey(key)) {
    const detail = `found ${quoted(key)}, which holds a list, write \`ForAnyValue:\` or \`ForAllValues:\` before the operator`;
    findings.refuse('set_operator_needed', written.at, detail);
  }
  return {
    operator: operator.name,
    ...(quantifier === undefined ? {} : { quantifier }),
    ifExists,
    key,
    values: values.map((item) => item.value),
  };
}

function readOperator(name: string, { at }: JsonValue, findings: Findings): KnownOperator | undefined {
  const found = findOperator(name);
  if (found.status === 'unknown') {
    const instead = quoted(found.suggestion ?? 'StringEquals');
    const detail = `found the operator ${quoted(name)}, write a known one such as ${instead}`;
    findings.error('unknown_operator', at, detail);
    return undefined;
  }
  if (found.quantifier === 'ForAnyValue' && found.ifExists) {
    const detail = `found the operator ${quoted(name)}, whose meaning for an absent key is disputed, leave out \`IfExists\``;
    findings.refuse('ambiguous_operator', at, detail);
  }
  return found;
}

/** Values as text; a number keeps the form in which it was written. */
function readValues(key: string, written: JsonValue, findings: Findings): readonly JsonString[] {
  if (key === '') findings.error('invalid_value', written.at, 'found an empty condition key, write its name');
  else if (!key.includes(':')) {
    findings.warn(
      'condition_key_without_service',
      written.at,
      `found ${quoted(key)}, condition keys look like \`aws:username\``,
    );
  }
  return findings.list(written).flatMap((item): JsonString[] => {
    switch (item.kind) {
      case 'string':
        return [item];
      case 'number':
        return [{ kind: 'string', value: item.text, at: item.at }];
      case 'boolean':
        return [{ kind: 'string', value: String(item.value), at: item.at }];
      default:
        findings.error('wrong_type', item.at, `found ${describe(item)}, write a string, number or boolean`);
        return [];
    }
  });
}

function checkValue(operator: Operator, item: JsonString, version: PolicyVersion, findings: Findings): void {
  if (operator.takesVariables) checkVariables(item, version, findings);
  else if (hasVariable(item.value)) {
    const detail = `found a policy variable, which has no meaning under ${quoted(operator.name)}`;
    findings.warn('variable_not_replaced', item.at, detail);
  }
  const expected = operator.expects(item.value);
  if (expected === undefined) return;
  const detail = `found ${quoted(item.value)}, write ${expected}`;
  if (operator.refusesUnreadable) findings.error('invalid_date', item.at, detail, awsFaults.legacy);
  else findings.warn('value_of_wrong_type', item.at, detail);
}

function warnOfRepeatedKeys(members: ReadonlyMap<string, JsonValue>, findings: Findings): void {
  const seen = new Set<string>();
  for (const [key, { at }] of members) {
    const lowerCaseKey = key.toLowerCase();
    if (seen.has(lowerCaseKey)) {
      const detail = `found ${quoted(key)} twice in different case, write it once with all values`;
      findings.warn('duplicate_condition_key', at, detail);
    }
    seen.add(lowerCaseKey);
  }
}

function warnOfSeveralBooleans(
  operator: Operator,
  values: readonly JsonString[],
  { at }: JsonValue,
  findings: Findings,
): void {
  const takesBoolean = operator.name === 'Bool' || operator.name === 'Null';
  if (takesBoolean && values.length > 1) {
    findings.warn('several_booleans', at, 'found several values, write only `true` or only `false`');
  }
}
