import type { Finding } from '../json/finding.js';
import type { JsonErrorCode } from '../json/json-text.js';
import type { Policy, PolicyType } from './policy.js';
import type { PolicyErrorCode, PolicyWarningCode } from './policy-codes.js';

export type PolicyError = Finding<PolicyErrorCode | JsonErrorCode>;
export type PolicyWarning = Finding<PolicyWarningCode>;

export type PolicyReading =
  | { readonly ok: true; readonly policy: Policy; readonly warnings: readonly PolicyWarning[] }
  | {
      readonly ok: false;
      readonly errors: readonly PolicyError[];
      readonly warnings: readonly PolicyWarning[];
    };

/** Bounds that replace the usual ones of {@link policyLimits}; `Infinity` means none. */
export interface PolicyBounds {
  /** Characters of the text, white space included. */
  readonly maxCharacters?: number;
  /** Characters without white space. */
  readonly maxSize?: number;
}

export function parsePolicy(text: string, type: PolicyType, bounds: PolicyBounds = {}): PolicyReading {
  throw new Error(`not built ${text} ${type} ${String(bounds)}`);
}
