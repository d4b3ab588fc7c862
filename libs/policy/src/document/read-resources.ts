import { parseArn } from '../arn/arn.js';
import { quoted } from '../json/finding.js';
import type { JsonString, JsonValue } from '../json/json-value.js';
import { resourceFault } from './aws-message.js';
import type { Findings } from './findings.js';
import type { PolicyVersion } from './policy.js';
import { checkVariables } from './check-variables.js';

/** Reads the patterns of `Resource` or `NotResource`. */
export function readResources(
  value: JsonValue,
  version: PolicyVersion,
  findings: Findings,
): readonly string[] {
  return findings.list(value).flatMap((item) => {
    const pattern = findings.string(item);
    if (pattern === undefined) return [];
    const problem = resourceProblem(pattern);
    if (problem !== undefined) {
      const detail = `found ${quoted(pattern.value)}, ${problem}`;
      findings.error('invalid_resource', pattern.at, detail, resourceFault(pattern.value));
    }
    checkVariables(pattern, version, findings);
    return [pattern.value];
  });
}

/** Source: AWS IAM User Guide, "IAM JSON policy elements: Resource" and "IAM policy elements: Variables and tags". */
function resourceProblem({ value }: JsonString): string | undefined {
  if (value === '*') return undefined;
  const arn = parseArn(value);
  if (arn === undefined) return 'write `*` or an ARN such as `arn:aws:orders:us-east-1:123456789012:order/*`';
  if (arn.partition === '' || arn.service === '') return 'write a partition and a service into the ARN';
  if (/[*?]/.test(arn.service)) return 'write the service of the ARN without wildcards';
  const { partition, service, region, account } = arn;
  const hasVariable = [partition, service, region, account].some((part) => part.includes('${'));
  return hasVariable ? 'write policy variables only behind the fifth colon' : undefined;
}
