import type { PolicyError } from '../document/parse-policy.js';
import type { PolicyType } from '../document/policy.js';
import type { CompiledPolicy } from './compiled-policy.js';

/** A stored document can no longer be read as a policy: no decision may be made from it. */
export class UnreadablePolicyError extends Error {
  readonly code = 'unreadable_policy';
  override readonly name = 'UnreadablePolicyError';

  constructor(readonly errors: readonly PolicyError[]) {
    super(`the stored policy cannot be read: ${errors[0]?.detail ?? 'unknown reason'}`);
  }
}

/** Keeps each stored policy version in compiled form for as long as the stored version itself is kept. */
export interface PolicyCache {
  /**
   * The compiled form of a stored document, made at the first call for its holder.
   *
   * @param holder the immutable object that holds `text`, for example the stored policy version
   * @throws UnreadablePolicyError when the text is not a policy; the caller must answer with an error, never allow
   */
  get(holder: object, text: string, type: PolicyType): CompiledPolicy;
}

export function compiledPolicies(): PolicyCache {
  throw new Error('not built');
}
