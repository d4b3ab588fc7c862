import { policyLimits } from '../limits/policy-limits.js';
import type { PolicyType } from './policy.js';

type Presence = 'required' | 'forbidden';

/** What differs between the types of policies. */
export interface PolicyRules {
  /** `Principal` or `NotPrincipal`. */
  readonly principal: Presence;
  /** `Resource` or `NotResource`. */
  readonly resource: Presence;
  /** The characters of one text, white space included. */
  readonly maxCharacters: number;
  /** The characters without white space of one document; `Infinity` where only a total is limited, by the caller. */
  readonly maxSize: number;
}

const document = { maxCharacters: policyLimits.rawCharacters, maxSize: Infinity };
const identity: PolicyRules = { ...document, principal: 'forbidden', resource: 'required' };
const managed: PolicyRules = { ...identity, maxSize: policyLimits.managedSize };

/** Source: AWS IAM User Guide, "Grammar of the IAM JSON policy language" and "IAM and AWS STS quotas". */
export const policyRules: Record<PolicyType, PolicyRules> = {
  identity,
  managed,
  boundary: managed,
  session: { ...identity, maxCharacters: policyLimits.sessionCharacters },
  scp: { ...identity, maxSize: policyLimits.guardrailSize },
  trust: { ...document, principal: 'required', resource: 'forbidden', maxSize: policyLimits.trustSize },
  resource: { ...document, principal: 'required', resource: 'required' },
};
