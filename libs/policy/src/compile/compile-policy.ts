import type { Policy } from '../document/policy.js';
import type { CompiledPolicy } from './compiled-policy.js';

export function compilePolicy(policy: Policy): CompiledPolicy {
  throw new Error(`not built ${policy.type}`);
}
