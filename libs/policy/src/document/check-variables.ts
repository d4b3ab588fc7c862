import { quoted } from '../json/finding.js';
import type { JsonString } from '../json/json-value.js';
import { hasVariable, malformedVariable } from '../pattern/variable.js';
import type { Findings } from './findings.js';
import type { PolicyVersion } from './policy.js';

/** Warns of variables that will be taken as plain text, in a place where variables have a meaning. */
export function checkVariables({ value, at }: JsonString, version: PolicyVersion, findings: Findings): void {
  if (version === '2012-10-17') {
    const malformed = malformedVariable(value);
    if (malformed === undefined) return;
    const detail = `found ${quoted(malformed)}, which is taken as text, write \`\${key}\` or \`\${key, 'default'}\``;
    findings.warn('variable_malformed', at, detail);
  } else if (hasVariable(value)) {
    const detail = `found ${quoted(value)} in a policy without variables, write \`"Version": "2012-10-17"\``;
    findings.warn('variable_not_replaced', at, detail);
  }
}
