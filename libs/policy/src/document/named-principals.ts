import type { Policy } from './policy.js';

/**
 * The user and role ARNs that a trust or resource policy names as principals, each once, in the order of the text.
 *
 * The caller resolves them to unique ids when the policy is written (see `AppliedTrustPolicy.principalIds`).
 */
export function namedPrincipals(policy: Policy): readonly string[] {
  const arns = policy.statements.flatMap((statement) => statement.principals?.principals ?? []);
  const entities = arns.filter(
    ({ kind, value }) => kind === 'AWS' && /^arn:[^:]*:iam::\d{12}:(user|role)\//.test(value),
  );
  return [...new Set(entities.map(({ value }) => value))];
}
