import {
  type AppliedPolicy as FoundPolicy,
  type DocumentLookup,
  type EntityDocument,
  identityPolicies,
  type RoleDocument,
  type UserDocument,
} from '@grantlog/account-state';
import { type PolicyCache, type PolicyLayers, PolicySet } from '@grantlog/policy';

/** A user or role: who may hold identity policies. */
export type IdentityHolder = UserDocument | RoleDocument;

/** The layer of one principal, and the state of the account's groups and policies for which it is known to hold. */
interface KnownLayer {
  generation: number;
  readonly sets: readonly PolicySet[];
  readonly layers: PolicyLayers;
}

/** The policies of one user, group or role as one set, and the versions that are in it. */
interface KnownSet {
  readonly versions: readonly object[];
  readonly set: PolicySet;
}

/**
 * The compiled identity policies of each principal: one set for its own and one for those of each of its groups, which
 * the members share. A principal's list of sets is made at its first use; when a group or policy of the account has
 * changed since, it is compared with the documents at the next use, and only the sets that changed are made again.
 */
export class IdentityLayer {
  readonly #lookup: DocumentLookup;
  readonly #cache: PolicyCache;
  readonly #layers = new WeakMap<IdentityHolder, KnownLayer>();
  /** By document: documents are values, so another one means that its holder changed. */
  readonly #sets = new WeakMap<EntityDocument, KnownSet>();
  #generation = 0;

  constructor(lookup: DocumentLookup, cache: PolicyCache) {
    this.#lookup = lookup;
    this.#cache = cache;
  }

  /** Takes note that a document changed on which the layers of others may depend. */
  follow(changed: EntityDocument | undefined): void {
    if (changed?.kind === 'group' || changed?.kind === 'policy') this.#generation += 1;
  }

  /**
   * The layer of the policies that apply to a principal now, the same object as long as they do.
   *
   * @throws InconsistentAccountError when a group or policy that is referred to does not exist, UnreadablePolicyError
   * when a policy's text is none.
   */
  of(holder: IdentityHolder): PolicyLayers {
    const known = this.#layers.get(holder);
    return known?.generation === this.#generation ? known.layers : this.#renewed(holder, known);
  }

  #renewed(holder: IdentityHolder, known: KnownLayer | undefined): PolicyLayers {
    const sets = this.#setsOf(holder);
    if (known !== undefined && isSame(sets, known.sets)) {
      known.generation = this.#generation;
      return known.layers;
    }
    const layers = { identity: sets };
    this.#layers.set(holder, { generation: this.#generation, sets, layers });
    return layers;
  }

  #setsOf(holder: IdentityHolder): readonly PolicySet[] {
    const found = identityPolicies(holder, this.#lookup);
    const groups = holder.kind === 'user' ? holder.groups.map((id) => this.#lookup('group', id)) : [];
    return [holder, ...groups].flatMap((each) => {
      const policies = found.filter(({ attachedTo }) => attachedTo === each?.arn);
      return each === undefined || policies.length === 0 ? [] : [this.#setOf(each, policies)];
    });
  }

  #setOf(holder: EntityDocument, policies: readonly FoundPolicy[]): PolicySet {
    const known = this.#sets.get(holder);
    const versions = policies.map((policy) => policy.holder);
    if (known !== undefined && isSame(versions, known.versions)) return known.set;
    const set = new PolicySet(policies.map((policy) => this.#applied(policy)));
    this.#sets.set(holder, { versions, set });
    return set;
  }

  #applied({ holder, document, policy, version, attachedTo }: FoundPolicy) {
    const compiled = this.#cache.get(holder, document, version === '' ? 'identity' : 'managed');
    return { compiled, policy, version, attachedTo };
  }
}

function isSame(left: readonly object[], right: readonly object[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}
