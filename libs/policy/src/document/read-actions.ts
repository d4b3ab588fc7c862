import { quoted } from '../json/finding.js';
import type { JsonString, JsonValue } from '../json/json-value.js';
import { hasVariable } from '../pattern/variable.js';
import { actionFault, awsFaults } from './aws-message.js';
import type { Findings } from './findings.js';
import type { PolicyType } from './policy.js';

const servicePattern = /^[A-Za-z0-9.-]+$/;

/** Reads the patterns of `Action` or `NotAction`. */
export function readActions(value: JsonValue, type: PolicyType, findings: Findings): readonly string[] {
  return findings.list(value).flatMap((item) => {
    const pattern = findings.string(item);
    if (pattern === undefined) return [];
    checkAction(pattern, type, findings);
    return [pattern.value];
  });
}

function checkAction({ value, at }: JsonString, type: PolicyType, findings: Findings): void {
  const problem = actionProblem(value);
  if (problem !== undefined)
    findings.error('invalid_action', at, `found ${quoted(value)}, ${problem}`, actionFault(value));
  else if (type === 'trust' && !value.toLowerCase().startsWith('sts:')) {
    const detail = `found ${quoted(value)}, write only actions of \`sts:\`, such as \`sts:AssumeRole\``;
    findings.error('invalid_action', at, detail, awsFaults.trustAction);
  }
  if (/\s/.test(value)) {
    findings.warn(
      'space_in_action',
      at,
      `found ${quoted(value)}, write no spaces, because no action has any`,
    );
  }
  if (hasVariable(value)) {
    findings.warn('variable_not_replaced', at, 'found a policy variable, which has no meaning in an action');
  }
}

/** Source: AWS IAM User Guide, "IAM JSON policy elements: Action". */
function actionProblem(action: string): string | undefined {
  if (action === '*') return undefined;
  const [service = '', name, more] = action.split(':', 3);
  if (name === undefined) return 'write `service:Name` or `*`';
  if (more !== undefined) return 'write only one colon';
  if (!servicePattern.test(service))
    return 'write the service without wildcards, in letters, digits, `.` and `-`';
  return name === '' ? 'write the name of an action, or `*`, behind the colon' : undefined;
}
