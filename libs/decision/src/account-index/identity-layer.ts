import {
  type AppliedPolicy as FoundPolicy,
  type DocumentLookup,
  type GroupDocument,
  identityPolicies,
  type RoleDocument,
  type UserDocument,
} from '@grantlog/account-state';
import type { AppliedPolicy, CompiledPolicy, PolicyCache } from '@grantlog/policy';
import type { ManagedPolicies, ManagedPolicy } from './managed-policies.js';

/** A user or role: who may hold identity policies. */
export type IdentityHolder = UserDocument | RoleDocument;

interface KnownLayer {
  /** The groups as they were when the layer was made, in the order of the user's document. */
  readonly groups: readonly (GroupDocument | undefined)[];
  readonly policies: readonly AppliedPolicy[];
}

/**
 * The compiled identity policies of each principal. A list is made at its first use and holds until the principal or
 * one of its groups changes; documents are values, so comparing references is enough. A managed policy in a list shows
 * its present default version by itself.
 */
export class IdentityLayer {
  readonly #lookup: DocumentLookup;
  readonly #managed: ManagedPolicies;
  readonly #cache: PolicyCache;
  readonly #known = new WeakMap<IdentityHolder, KnownLayer>();

  constructor(lookup: DocumentLookup, managed: ManagedPolicies, cache: PolicyCache) {
    this.#lookup = lookup;
    this.#managed = managed;
    this.#cache = cache;
  }

  /**
   * The policies that apply to a principal now.
   *
   * @throws InconsistentAccountError when a group or policy that is referred to does not exist, UnreadablePolicyError
   * when an inline policy's text is no policy.
   */
  of(holder: IdentityHolder): readonly AppliedPolicy[] {
    const known = this.#known.get(holder);
    if (known !== undefined && this.#holds(holder, known)) return known.policies;
    const policies = identityPolicies(holder, this.#lookup).map((found) => this.#applied(found));
    this.#known.set(holder, { groups: groupsOf(holder).map((id) => this.#lookup('group', id)), policies });
    return policies;
  }

  #holds(holder: IdentityHolder, { groups }: KnownLayer): boolean {
    return groupsOf(holder).every((id, index) => this.#lookup('group', id) === groups[index]);
  }

  #applied(found: FoundPolicy): AppliedPolicy {
    const { holder, document, policy, version, attachedTo } = found;
    if (version !== '') return new AttachedPolicy(this.#managed.get(policy), attachedTo);
    return { compiled: this.#cache.get(holder, document, 'identity'), policy, version, attachedTo };
  }
}

class AttachedPolicy implements AppliedPolicy {
  readonly #policy: ManagedPolicy;

  constructor(
    policy: ManagedPolicy,
    readonly attachedTo: string,
  ) {
    this.#policy = policy;
  }

  get policy(): string {
    return this.#policy.arn;
  }

  get version(): string {
    return this.#policy.current.id;
  }

  get compiled(): CompiledPolicy {
    return this.#policy.current.compiled;
  }
}

function groupsOf(holder: IdentityHolder): readonly string[] {
  return holder.kind === 'user' ? holder.groups : [];
}
