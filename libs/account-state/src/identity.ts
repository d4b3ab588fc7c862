import type { Tag } from '@grantlog/events';

/** An inline policy: it lives and dies with the user, group or role that holds it. */
export interface InlinePolicy {
  readonly name: string;
  /** The policy document as text. The object that holds it is never changed, so it can key a compile cache. */
  readonly document: string;
}

/** What may hold policies: attached managed policies by unique id, and inline policies, in the order they came. */
export interface PolicyHolder {
  readonly attachedPolicies: readonly string[];
  readonly inlinePolicies: readonly InlinePolicy[];
}

/** What every named entity of an account has. */
export interface NamedEntity {
  /** Unique id, never used twice: `AIDA…` user, `AGPA…` group, `AROA…` role, `ANPA…` managed policy. */
  readonly id: string;
  /** As it was written; unique in its kind ignoring case. */
  readonly name: string;
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly arn: string;
  /** RFC 3339 UTC. */
  readonly createDate: string;
}

/** An entity that carries tags. */
export interface Tagged {
  readonly tags: readonly Tag[];
}

/** An access key as its owner's document knows it; the secret is elsewhere, encrypted. */
export interface AccessKey {
  readonly id: string;
  readonly status: 'Active' | 'Inactive';
  readonly createDate: string;
}

/** The list with the item at its end, or unchanged where it is already there. */
export function including<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list : [...list, item];
}

/** The list without the item. */
export function excluding<T>(list: readonly T[], item: T): readonly T[] {
  return list.filter((present) => present !== item);
}
