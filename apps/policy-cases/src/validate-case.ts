import type { PolicyType } from '@grantlog/policy';
import { parsePolicy } from '@grantlog/policy';
import { CaseError } from './decision-case.js';

const types: readonly PolicyType[] = [
  'identity',
  'managed',
  'session',
  'boundary',
  'scp',
  'trust',
  'resource',
];

/** Validates the document of a case as a policy of its type; `identity` where it names none. */
export function validateCase(line: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { document, policyType = 'identity' } = line;
  const type = types.find((each) => each === policyType);
  if (type === undefined) throw new CaseError(`\`policyType\` is none of ${types.join(', ')}`);
  if (typeof document !== 'string') throw new CaseError('`document` is not text');
  const reading = parsePolicy(document, type);
  return { valid: reading.ok, errors: reading.ok ? [] : reading.errors, warnings: reading.warnings };
}
