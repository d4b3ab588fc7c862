import type { InlinePolicy, PolicyHolder } from './identity.js';
import { excluding, including } from './identity.js';

/** The holder with a managed policy attached. */
export function attach<T extends PolicyHolder>(holder: T, policyId: string): T {
  return { ...holder, attachedPolicies: including(holder.attachedPolicies, policyId) };
}

/** The holder with a managed policy detached. */
export function detach<T extends PolicyHolder>(holder: T, policyId: string): T {
  return { ...holder, attachedPolicies: excluding(holder.attachedPolicies, policyId) };
}

/** The holder with an inline policy of that name added or replaced in its place. */
export function putInline<T extends PolicyHolder>(holder: T, policyName: string, policyDocument: string): T {
  const policy: InlinePolicy = { name: policyName, document: policyDocument };
  const exists = holder.inlinePolicies.some(({ name }) => name === policyName);
  const inlinePolicies = exists
    ? holder.inlinePolicies.map((present) => (present.name === policyName ? policy : present))
    : [...holder.inlinePolicies, policy];
  return { ...holder, inlinePolicies };
}

/** The holder without the inline policy of that name. */
export function deleteInline<T extends PolicyHolder>(holder: T, policyName: string): T {
  return { ...holder, inlinePolicies: holder.inlinePolicies.filter(({ name }) => name !== policyName) };
}
