import type { PrincipalDescriptor } from './principal.js';
import type { RequestContext } from './request-context.js';

export function principalContext(principal: PrincipalDescriptor): RequestContext {
  throw new Error(`not built ${principal.kind}`);
}

export function serviceKnownKeys(key: string): boolean {
  throw new Error(`not built ${key}`);
}
