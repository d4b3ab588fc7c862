import type { PolicyType } from '../document/policy.js';

/** One policy version in the form that is evaluated. Immutable; shared by all who use that version. */
export interface CompiledPolicy {
  readonly type: PolicyType;
}
