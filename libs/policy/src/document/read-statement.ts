import { quoted } from '../json/finding.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { awsFaults, effectFault, missingFault } from './aws-message.js';
import { checkElements } from './elements.js';
import type { Findings } from './findings.js';
import type {
  Effect,
  PatternElement,
  PolicyType,
  PolicyVersion,
  PrincipalElement,
  Statement,
} from './policy.js';
import { policyRules } from './policy-rules.js';
import { readActions } from './read-actions.js';
import { readConditions } from './read-conditions.js';
import { readPrincipals } from './read-principals.js';
import { readResources } from './read-resources.js';

const elements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/**
 * Reads one statement. Everything that is wrong goes to the findings; `undefined` when an element is missing without
 * which there is no statement.
 */
export function readStatement(
  written: JsonValue,
  index: number,
  type: PolicyType,
  version: PolicyVersion,
  findings: Findings,
): Statement | undefined {
  const object = findings.object(written);
  if (object === undefined) return undefined;
  checkElements(object, elements, findings);
  const sid = readSid(object.members.get('Sid'), type, findings);
  const effect = readEffect(object, findings);
  const principals = readPrincipalElement(object, type, effect, findings);
  const actions = readActionElement(object, type, findings);
  const resources = readResourceElement(object, type, version, findings);
  const condition = object.members.get('Condition');
  const conditions = condition === undefined ? [] : readConditions(condition, version, findings);
  if (effect === undefined || actions === undefined) return undefined;
  return {
    index,
    ...(sid === undefined ? {} : { sid }),
    effect,
    ...(principals === undefined ? {} : { principals }),
    actions,
    ...(resources === undefined ? {} : { resources }),
    conditions,
  };
}

/** Source: AWS IAM User Guide, "IAM JSON policy elements: Sid"; policies of resources may use more characters. */
function readSid(written: JsonValue | undefined, type: PolicyType, findings: Findings): string | undefined {
  const sid = written && findings.string(written);
  if (sid === undefined) return undefined;
  if (type !== 'resource' && !/^[A-Za-z0-9_]*$/.test(sid.value)) {
    findings.error('invalid_sid', sid.at, `found ${quoted(sid.value)}, write only letters and digits`);
  } else if (type !== 'resource' && sid.value.includes('_')) {
    const detail = `found ${quoted(sid.value)}, write only letters and digits to be accepted elsewhere too`;
    findings.warn('sid_with_underscore', sid.at, detail);
  }
  return sid.value;
}

function readEffect(object: JsonObject, findings: Findings): Effect | undefined {
  const written = object.members.get('Effect');
  if (written === undefined) {
    findings.error('missing_element', object.at, 'found no `Effect`, write `Allow` or `Deny`');
    return undefined;
  }
  const effect = findings.string(written)?.value;
  if (effect === undefined || effect === 'Allow' || effect === 'Deny') return effect;
  findings.error(
    'invalid_effect',
    written.at,
    `found ${quoted(effect)}, write \`Allow\` or \`Deny\``,
    effectFault(effect),
  );
  return undefined;
}

/** Which of an element and its `Not…` form was written; both or neither is an error. */
function oneOf(
  object: JsonObject,
  name: string,
  findings: Findings,
): { negated: boolean; value: JsonValue } | undefined {
  const value = object.members.get(name);
  const not = object.members.get(`Not${name}`);
  if (value !== undefined && not !== undefined) {
    const detail = `found both ${quoted(name)} and ${quoted(`Not${name}`)}, write only one of them`;
    findings.error('conflicting_elements', not.at, detail);
  }
  if (value !== undefined) return { negated: false, value };
  if (not !== undefined) return { negated: true, value: not };
  findings.error('missing_element', object.at, `found no ${quoted(name)}, write one`, missingFault(name));
  return undefined;
}

/** Reports an element, in either form, that this type of policy must not have. */
function forbid(object: JsonObject, name: string, type: PolicyType, findings: Findings): void {
  for (const element of [name, `Not${name}`]) {
    const value = object.members.get(element);
    if (value === undefined) continue;
    const detail = `found ${quoted(element)} in a policy of the type ${quoted(type)}, leave it out`;
    const aws = name === 'Principal' ? awsFaults.hasPrincipal : awsFaults.prohibited(element);
    findings.error('element_not_allowed', value.at, detail, aws);
  }
}

function readActionElement(
  object: JsonObject,
  type: PolicyType,
  findings: Findings,
): PatternElement | undefined {
  const element = oneOf(object, 'Action', findings);
  if (element === undefined) return undefined;
  if (element.negated && type === 'trust') {
    const detail = 'found `NotAction` in a policy of the type `trust`, list the actions under `Action`';
    findings.error('element_not_allowed', element.value.at, detail, awsFaults.prohibited('NotAction'));
  }
  return { negated: element.negated, patterns: readActions(element.value, type, findings) };
}

function readResourceElement(
  object: JsonObject,
  type: PolicyType,
  version: PolicyVersion,
  findings: Findings,
): PatternElement | undefined {
  if (policyRules[type].resource === 'forbidden') {
    forbid(object, 'Resource', type, findings);
    return undefined;
  }
  const element = oneOf(object, 'Resource', findings);
  if (element === undefined) return undefined;
  return { negated: element.negated, patterns: readResources(element.value, version, findings) };
}

function readPrincipalElement(
  object: JsonObject,
  type: PolicyType,
  effect: Effect | undefined,
  findings: Findings,
): PrincipalElement | undefined {
  if (policyRules[type].principal === 'forbidden') {
    forbid(object, 'Principal', type, findings);
    return undefined;
  }
  const element = oneOf(object, 'Principal', findings);
  if (element === undefined) return undefined;
  if (element.negated && (type === 'trust' || effect === 'Allow')) {
    const where = type === 'trust' ? 'a policy of the type `trust`' : 'a statement with `Allow`';
    const detail = `found \`NotPrincipal\` in ${where}, name the principals under \`Principal\` instead`;
    findings.error('element_not_allowed', element.value.at, detail, awsFaults.prohibited('NotPrincipal'));
  }
  return { negated: element.negated, principals: readPrincipals(element.value, type, findings) };
}
