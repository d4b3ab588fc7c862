import { InconsistentAccountError, type PolicyDocument } from '@grantlog/account-state';
import type { CompiledPolicy, PolicyCache } from '@grantlog/policy';

/** The default version of a managed policy, ready to be evaluated. */
export interface CurrentVersion {
  /** `v1`, `v2`, … */
  readonly id: string;
  readonly compiled: CompiledPolicy;
}

/**
 * One managed policy as everybody who has it attached sees it. There is one of it per policy, so that a change of the
 * default version is one assignment, however many principals use the policy.
 */
export class ManagedPolicy {
  readonly #cache: PolicyCache;
  #document: PolicyDocument | undefined;
  #current: CurrentVersion | undefined;

  constructor(
    readonly arn: string,
    cache: PolicyCache,
  ) {
    this.#cache = cache;
  }

  /** Takes the policy's new document; `undefined` when it was deleted. */
  replace(document: PolicyDocument | undefined): void {
    this.#document = document;
    this.#current = undefined;
  }

  /**
   * The default version, compiled at its first use.
   *
   * @throws InconsistentAccountError when the policy or its default version does not exist, UnreadablePolicyError when
   * its text is no policy: no decision may be made without it.
   */
  get current(): CurrentVersion {
    return (this.#current ??= this.#compile());
  }

  #compile(): CurrentVersion {
    const document = this.#document;
    const version = document?.versions.find(({ id }) => id === document.defaultVersionId);
    if (version === undefined) {
      throw new InconsistentAccountError(`policy \`${this.arn}\` is attached but has no default version`);
    }
    return { id: version.id, compiled: this.#cache.get(version, version.document, 'managed') };
  }
}

/** The managed policies of one account, by ARN. */
export class ManagedPolicies {
  readonly #cache: PolicyCache;
  readonly #byArn = new Map<string, ManagedPolicy>();

  constructor(cache: PolicyCache) {
    this.#cache = cache;
  }

  /** The policy of that ARN; the same object until the policy is deleted. */
  get(arn: string): ManagedPolicy {
    let policy = this.#byArn.get(arn);
    if (policy === undefined) {
      policy = new ManagedPolicy(arn, this.#cache);
      this.#byArn.set(arn, policy);
    }
    return policy;
  }

  /** Follows a change of one policy's document. */
  change(before: PolicyDocument | undefined, after: PolicyDocument | undefined): void {
    if (before !== undefined && before.arn !== after?.arn) {
      this.get(before.arn).replace(undefined);
      this.#byArn.delete(before.arn);
    }
    if (after !== undefined) this.get(after.arn).replace(after);
  }
}
