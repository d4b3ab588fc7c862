import { parseArn } from '../arn/arn.js';
import { quoted } from '../json/finding.js';
import { hasVariable } from '../pattern/variable.js';
import type { JsonPlace, JsonString, JsonValue } from '../json/json-value.js';
import { awsFaults } from './aws-message.js';
import { checkElements } from './elements.js';
import type { Findings } from './findings.js';
import type { PolicyType, PrincipalKind, PrincipalPattern } from './policy.js';

const kinds: readonly PrincipalKind[] = ['AWS', 'Federated', 'Service', 'CanonicalUser'];

/** Reads the principals of `Principal`. */
export function readPrincipals(
  value: JsonValue,
  type: PolicyType,
  findings: Findings,
): readonly PrincipalPattern[] {
  const principals = value.kind === 'string' ? readEveryone(value, findings) : readKinds(value, findings);
  if (type === 'trust' && principals.some((principal) => principal.value === '*')) {
    findings.warn(
      'trust_everyone',
      value.at,
      'found `*`, which trusts everyone, name the principals instead',
    );
  }
  return principals;
}

function readEveryone({ value, at }: JsonString, findings: Findings): readonly PrincipalPattern[] {
  if (value !== '*') {
    const detail = `found ${quoted(value)}, write \`*\` or an object such as \`{ "AWS": "…" }\``;
    findings.error('invalid_principal', at, detail, awsFaults.principal);
  }
  return [{ kind: 'AWS', value }];
}

function readKinds(value: JsonValue, findings: Findings): readonly PrincipalPattern[] {
  const object = findings.object(value);
  if (object === undefined) return [];
  checkElements(object, kinds, findings);
  if (object.members.size === 0) {
    findings.error('missing_element', object.at, 'found no principal, name at least one');
  }
  return kinds.flatMap((kind) => {
    const named = object.members.get(kind);
    return named === undefined ? [] : readKind(kind, named, findings);
  });
}

function readKind(kind: PrincipalKind, named: JsonValue, findings: Findings): readonly PrincipalPattern[] {
  if (kind === 'CanonicalUser') {
    findings.refuse(
      'not_supported',
      named.at,
      'found `CanonicalUser`, name the account or user under `AWS` instead',
    );
  }
  return findings.list(named).flatMap((item) => {
    const principal = findings.string(item);
    if (principal === undefined) return [];
    checkPrincipal(kind, principal.value, principal.at, findings);
    return [{ kind, value: principal.value }];
  });
}

function checkPrincipal(kind: PrincipalKind, value: string, at: JsonPlace, findings: Findings): void {
  if (hasVariable(value)) {
    findings.warn(
      'variable_not_replaced',
      at,
      'found a policy variable, which has no meaning in a principal',
    );
  }
  if (/[*?]/.test(value) && !(kind === 'AWS' && value === '*')) {
    const detail = `found ${quoted(value)}, write the principal without wildcards, or \`"AWS": "*"\` for everyone`;
    findings.refuse('invalid_principal', at, detail, awsFaults.principal);
    return;
  }
  const problem = kind === 'AWS' ? awsProblem(value) : providerProblem(value);
  if (problem !== undefined)
    findings.error('invalid_principal', at, `found ${quoted(value)}, ${problem}`, awsFaults.principal);
}

const accountPattern = /^[0-9]{12}$/;
/** What can stand in the ARN of a principal, behind the partition. */
const principalArn =
  /^arn:[^:*?]+:(?:iam::[0-9]{12}:(?:root|(?:user|role)\/.+)|sts::[0-9]{12}:(?:assumed-role\/[^/]+|federated-user)\/[^/]+)$/;

/** Source: AWS IAM User Guide, "AWS JSON policy elements: Principal". */
function awsProblem(value: string): string | undefined {
  if (value === '*' || accountPattern.test(value)) return undefined;
  if (parseArn(value)?.resource.startsWith('group/') === true)
    return 'name users or roles, a group cannot be a principal';
  if (principalArn.test(value)) return undefined;
  return 'write an account number, the ARN of a user, role, role session or root, or `*`';
}

function providerProblem(value: string): string | undefined {
  return /^\S+$/.test(value) ? undefined : 'write a name without spaces';
}
