import { policyLimits } from '../limits/policy-limits.js';
import type { PolicyType } from './policy.js';

type Presence = 'required' | 'forbidden';

/** What differs between the types of policies. */
export interface PolicyRules {
  /** `Principal` or `NotPrincipal`. */
  readonly principal: Presence;
  /** `Resource` or `NotResource`. */
  readonly resource: Presence;
  /** The characters without white space of one document; `Infinity` where only a total is limited, by the caller. */
  readonly maxSize: number;
}

const identity: PolicyRules = { principal: 'forbidden', resource: 'required', maxSize: Infinity };
const managed: PolicyRules = { ...identity, maxSize: policyLimits.managedSize };

/** Source: AWS IAM User Guide, "Grammar of the IAM JSON policy language" and "IAM and AWS STS quotas". */
export const policyRules: Record<PolicyType, PolicyRules> = {
  identity,
  managed,
  boundary: managed,
  session: identity,
  scp: identity,
  trust: { principal: 'required', resource: 'forbidden', maxSize: policyLimits.trustSize },
  resource: { principal: 'required', resource: 'required', maxSize: Infinity },
};
