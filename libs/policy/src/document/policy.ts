import type { OperatorName } from './operator-name.js';

/** What a document is used as; this decides which elements it may have and how large it may be. */
export type PolicyType = 'identity' | 'managed' | 'session' | 'boundary' | 'scp' | 'trust' | 'resource';

/** A policy without a `Version` element means `2008-10-17`, which has no policy variables. */
export type PolicyVersion = '2012-10-17' | '2008-10-17';

export type Effect = 'Allow' | 'Deny';

/** A parsed policy document. Immutable; single values have become lists of one. */
export interface Policy {
  readonly type: PolicyType;
  readonly version: PolicyVersion;
  readonly id?: string;
  /** At least one. */
  readonly statements: readonly Statement[];
}

export interface Statement {
  /** Position in the policy, from 0. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: Effect;
  /** Only in trust and resource policies, and always there. */
  readonly principals?: PrincipalElement;
  readonly actions: PatternElement;
  /** Always there, except in trust policies, which have none. */
  readonly resources?: PatternElement;
  /** All of them must hold; empty when there is no `Condition`. */
  readonly conditions: readonly Condition[];
}

/** `Action`, `NotAction`, `Resource` or `NotResource`. */
export interface PatternElement {
  /** Whether it was written with `Not`: it then matches what none of its patterns match. */
  readonly negated: boolean;
  /** As written; at least one. */
  readonly patterns: readonly string[];
}

/** `Principal` or `NotPrincipal`. */
export interface PrincipalElement {
  /** Whether it was written as `NotPrincipal`: it then means everybody but the principals; only with `Deny`. */
  readonly negated: boolean;
  /** At least one; any of them. */
  readonly principals: readonly PrincipalPattern[];
}

export type PrincipalKind = 'AWS' | 'Federated' | 'Service' | 'CanonicalUser';

/** One principal as a policy names it. `"Principal": "*"` is the same as `{ "AWS": "*" }`. */
export interface PrincipalPattern {
  readonly kind: PrincipalKind;
  readonly value: string;
}

/** Which of the request's values must satisfy the operator. */
export type Quantifier = 'ForAllValues' | 'ForAnyValue';

/** One key under one operator. */
export interface Condition {
  /** The operator without what surrounds it in `ForAnyValue:StringLike` or `BoolIfExists`. */
  readonly operator: OperatorName;
  /** Absent for a key with a single value. */
  readonly quantifier?: Quantifier;
  /** Whether it also holds when the request does not have the key. */
  readonly ifExists: boolean;
  /** As written; compared without regard to case. */
  readonly key: string;
  /** As text, also when they were written as JSON numbers or booleans; at least one. */
  readonly values: readonly string[];
}
