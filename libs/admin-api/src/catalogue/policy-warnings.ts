import type { DocumentMember } from '@grantlog/iam';
import { parsePolicy, type PolicyType } from '@grantlog/policy';
import type { Outcome } from './operation.js';

/**
 * What an administrator should know about a policy document that was accepted, as the member `warnings` of the answer;
 * nothing where there is nothing to say. Pointers begin with the parameter that held the document.
 */
export function warningsOf(
  document: string,
  type: PolicyType,
  member: DocumentMember,
): Pick<Outcome, 'reveal'> {
  const { warnings } = parsePolicy(document, type, { maxSize: Infinity });
  if (warnings.length === 0) return {};
  const placed = warnings.map((warning) => ({ ...warning, pointer: `/${member}${warning.pointer}` }));
  return { reveal: { warnings: placed } };
}
