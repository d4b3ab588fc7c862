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
  throw new DomainError('malformed_policy_document', malformed(wrong, type), errors);
}

/**
 * AWS's sentences in the order in which AWS checks, after those of the syntax: the first that fits is the one
 * that AWS answers.
 */
const sentences: readonly (readonly [PolicyError['code'], string])[] = [
  ['invalid_version', 'Policy document must be version 2012-10-17 or greater.'],
  ['duplicate_sid', 'Statement IDs (SID) in a single policy must be unique.'],
  ['invalid_resource', 'Resources must be in ARN format or "*".'],
  ['invalid_action', 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'],
  ['element_not_allowed', 'Policy document should not specify a principal.'],
  ['invalid_principal', 'Invalid principal in policy.'],
];

function malformed(errors: readonly PolicyError[], type: PolicyType): string {
  const known = sentences.map(([code]) => code);
  const syntax = errors.find(({ code }) => !known.includes(code));
  if (syntax !== undefined) return `Syntax errors in policy. ${placed(syntax)}`;
  const [code, sentence = ''] = sentences.find(([each]) => errors.some((error) => error.code === each)) ?? [];
  const first = errors.find((error) => error.code === code);
  const words = code === 'element_not_allowed' && type === 'trust' ? prohibited(first) : sentence;
  return `${words} ${placed(first)}`;
}

function prohibited(error: PolicyError | undefined): string {
  return `Has prohibited field ${error?.pointer.split('/').at(-1) ?? ''}.`;
}

function placed(error: PolicyError | undefined): string {
  return error === undefined ? '' : `Line ${error.line}, column ${error.column}: ${error.detail}`;
}
