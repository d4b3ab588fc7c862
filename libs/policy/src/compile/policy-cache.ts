import type { PolicyError } from '../document/findings.js';
import { parsePolicy } from '../document/parse-policy.js';
import type { PolicyType } from '../document/policy.js';
import type { CompiledPolicy } from './compiled-policy.js';
import { compilePolicy } from './compile-policy.js';

/** A stored document can no longer be read as a policy: no decision may be made from it. */
export class UnreadablePolicyError extends Error {
  readonly code = 'unreadable_policy';
  override readonly name = 'UnreadablePolicyError';

  constructor(readonly errors: readonly PolicyError[]) {
    super(
      `the stored policy cannot be read: ${errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ')}`,
    );
  }
}

/** Keeps each stored policy version in compiled form for as long as the stored version itself is kept. */
export interface PolicyCache {
  /**
   * The compiled form of a stored document, made at the first call for its holder.
   *
   * Only the grammar is checked: a quota or rule that came later does not make a stored policy unreadable.
   *
   * @param holder the immutable object that holds `text`, for example the stored policy version; one text each
   * @throws UnreadablePolicyError when the text is not a policy; the caller must answer with an error, never allow
   */
  get(holder: object, text: string, type: PolicyType): CompiledPolicy;
}

const asStored = { maxCharacters: Infinity, maxSize: Infinity, grammarOnly: true };

/** Makes an empty cache. It holds its keys weakly, so that a policy version that is dropped is forgotten. */
export function compiledPolicies(): PolicyCache {
  const compiled = new WeakMap<object, CompiledPolicy>();
  return {
    get(holder, text, type) {
      const known = compiled.get(holder);
      if (known !== undefined) return known;
      const reading = parsePolicy(text, type, asStored);
      if (!reading.ok) throw new UnreadablePolicyError(reading.errors);
      const policy = compilePolicy(reading.policy);
      compiled.set(holder, policy);
      return policy;
    },
  };
}
