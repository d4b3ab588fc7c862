import { parsePolicy, type Policy, type PolicyError, type PolicyType } from '@grantlog/policy';
import { DomainError } from './domain-error.js';

/** Which parameter holds a policy document: where the pointers of errors begin. */
export type DocumentMember = 'policyDocument' | 'assumeRolePolicyDocument';

/**
 * The policy that a document states; its size is for the caller to check.
 *
 * @throws DomainError `malformed_policy_document` in AWS's words and with everything that is wrong; `not_supported`
 * when nothing is wrong but a part of the policy language that is not evaluated yet.
 */
export function readPolicy(text: string, type: PolicyType, member: DocumentMember): Policy {
  const reading = parsePolicy(text, type, { maxSize: Infinity });
  if (reading.ok) return reading.policy;
  const errors = reading.errors.map((error) => ({ ...error, pointer: `/${member}${error.pointer}` }));
  const wrong = reading.errors.filter(({ code }) => code !== 'not_supported');
  if (wrong.length === 0) throw new DomainError('not_supported', placed(reading.errors[0]), errors);
  throw new DomainError('malformed_policy_document', `${reading.awsMessage} ${placed(wrong[0])}`, errors);
}

function placed(error: PolicyError | undefined): string {
  return error === undefined ? '' : `Line ${error.line}, column ${error.column}: ${error.detail}`;
}
