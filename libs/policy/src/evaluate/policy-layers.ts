import type { CompiledPolicy } from '../compile/compiled-policy.js';

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

/** A role's trust policy. */
export interface AppliedTrustPolicy extends AppliedPolicy {
  /**
   * The unique id that each user or role ARN in the policy stood for when the policy was written. A principal with
   * that ARN but another id (deleted and made again) is not the one that is trusted. ARNs without an entry are
   * compared as text only.
   */
  readonly principalIds?: ReadonlyMap<string, string>;
}

/** All policies that apply to one request. */
export interface PolicyLayers {
  /** Inline and managed policies of the user and its groups, or of the session's role; empty for root. */
  readonly identity: readonly AppliedPolicy[];
  /** The trust policy of the role that the request wants to assume; only for `sts:` actions on a role. */
  readonly trust?: AppliedTrustPolicy;
}
