import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { StatementIndex } from '../lookup/statement-index.js';
import type { PolicySet } from '../compile/policy-set.js';

/** A compiled policy version and where it is attached, so that an explanation can name it. */
export interface AppliedPolicy {
  readonly compiled: CompiledPolicy;
  /** The ARN of a managed policy or the name of an inline policy. */
  readonly policy: string;
  /** For example `v3`; empty for inline and trust policies. */
  readonly version: string;
  /** The ARN of the user, group, role or resource that it is attached to. */
  readonly attachedTo: string;
}

/** One policy, or several with one index. */
export type AppliedPolicies = AppliedPolicy | PolicySet;

/** The index in which the statements of policies are found. */
export function indexOf(policies: AppliedPolicies): StatementIndex {
  return 'compiled' in policies ? policies.compiled.index : policies.index;
}

/** Each policy by itself, in the order in which the index numbers them. */
export function policiesIn(policies: AppliedPolicies): readonly AppliedPolicy[] {
  return 'compiled' in policies ? [policies] : policies.policies;
}

/** A role's trust policy. */
export interface AppliedTrustPolicy extends AppliedPolicy {
  /**
   * The unique id that each user or role ARN in the policy stood for when the policy was written. A principal with
   * that ARN but another id (deleted and made again) is not the one that is trusted. ARNs without an entry are
   * compared as text only.
   */
  readonly principalIds?: ReadonlyMap<string, string>;
}

/** The policy of a resource other than a role. */
export interface AppliedResourcePolicy extends AppliedTrustPolicy {
  /** The twelve-digit account that owns the resource; when absent, what the request says of it. */
  readonly account?: string;
}

/**
 * All policies that apply to one request. A layer that is absent does not exist and limits nothing; a layer or level
 * that is there and holds no applicable Allow lets nothing through.
 */
export interface PolicyLayers {
  /**
   * Inline and managed policies of the user and its groups, or of the session's role (for a federated session: of the
   * user who asked for it); empty for root. Those that apply together to many principals may come as sets.
   */
  readonly identity: readonly AppliedPolicies[];
  /** The trust policy of the role that the request wants to assume; only for `sts:` actions on a role. */
  readonly trust?: AppliedTrustPolicy;
  /** The policy of the resource; not asked together with `trust`, which is the policy of a role. */
  readonly resource?: AppliedResourcePolicy;
  /** The permissions boundary of the user or of the session's role: it never grants. */
  readonly boundary?: AppliedPolicy;
  /**
   * The policies that were passed when the session was made, inline or managed. Together they are one limit: any of
   * them may allow. Absent when none was passed.
   */
  readonly session?: readonly AppliedPolicy[];
  /**
   * The service control policies of the principal's account, by level from the organization's root down to the
   * account. Policies of one level are a union; every level must allow. Absent outside of an organization.
   */
  readonly guardrails?: readonly (readonly AppliedPolicy[])[];
}
