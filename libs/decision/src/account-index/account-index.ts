import {
  type AccountDocument,
  type EntityDocument,
  type LivePrincipal,
  livePrincipal,
  type PrincipalReference,
  type UserDocument,
} from '@grantlog/account-state';
import type { RecordedEvent } from '@grantlog/events';
import {
  compiledPolicies,
  type Decision,
  evaluate,
  type EvaluationRequest,
  explain,
  type ExplainedDecision,
  type PolicyCache,
  type PolicyLayers,
} from '@grantlog/policy';
import { AccountDocuments } from './account-documents.js';
import { IdentityLayer } from './identity-layer.js';

/** The documents of one account at one revision; what an {@link AccountIndex} starts from. */
export interface AccountSnapshot {
  /** 0 for an account without events. */
  readonly revision: bigint;
  /** Of the event at that revision, which the next event repeats as `prevhash`; absent where it is not known. */
  readonly hash?: string;
  readonly documents: readonly EntityDocument[];
}

/** Layers of policies that do not come from the principal's own documents. */
export type OtherLayers = Omit<PolicyLayers, 'identity'>;

/**
 * One account as decisions are made from it: its documents at one revision, with every policy version compiled once
 * and shared by all who use it. Answers from memory, without waiting, in time that grows with the policies that apply.
 */
export class AccountIndex {
  readonly #documents: AccountDocuments;
  readonly #identity: IdentityLayer;
  readonly #principals = new Map<string, UserDocument | AccountDocument>();
  #revision: bigint;

  /** @param cache compiled policies; one per process, so that accounts loaded again find them there */
  constructor(snapshot: AccountSnapshot, cache: PolicyCache = compiledPolicies()) {
    this.#documents = new AccountDocuments(snapshot.documents);
    this.#identity = new IdentityLayer(this.#documents.lookup, cache);
    this.#revision = snapshot.revision;
    for (const document of snapshot.documents) this.#follow(undefined, document);
  }

  /** The revision at which every answer is given. */
  get revision(): bigint {
    return this.#revision;
  }

  /**
   * Moves to the next revision. Cost: one document, however large the account is. What the fold throws leaves the
   * index at the revision before.
   *
   * @throws RangeError for any other revision than the next one.
   */
  apply(event: RecordedEvent): void {
    if (event.revision !== this.#revision + 1n) {
      throw new RangeError(`revision ${event.revision} does not follow revision ${this.#revision}`);
    }
    const { before, after } = this.#documents.apply(event);
    this.#follow(before, after);
    this.#revision = event.revision;
  }

  /** Every document at this revision, in no particular order. Cost: one array of references. */
  documents(): readonly EntityDocument[] {
    return this.#documents.all();
  }

  /** The user or root of that ARN (compared exactly), or `undefined`. */
  principal(arn: string): UserDocument | AccountDocument | undefined {
    return this.#principals.get(arn);
  }

  /** The principal behind a credential, or `undefined` when nobody may act with it any more. */
  live(reference: PrincipalReference): LivePrincipal | undefined {
    return livePrincipal(reference, this.#documents.lookup);
  }

  /**
   * Decides one request by the policies of a principal and the other layers given. The context is taken as it is: what
   * follows from the principal must be in it.
   *
   * @throws InconsistentAccountError or UnreadablePolicyError when no decision may be made.
   */
  evaluate(principal: LivePrincipal, request: EvaluationRequest, others?: OtherLayers): Decision {
    return evaluate(request, this.#layersOf(principal, others));
  }

  /** {@link evaluate} with its reasons. */
  explain(principal: LivePrincipal, request: EvaluationRequest, others?: OtherLayers): ExplainedDecision {
    return explain(request, this.#layersOf(principal, others));
  }

  #layersOf(principal: LivePrincipal, others: OtherLayers | undefined): PolicyLayers {
    const own = principal.kind === 'account' ? ofRoot : this.#identity.of(principal);
    return others === undefined ? own : { ...others, identity: own.identity };
  }

  #follow(before: EntityDocument | undefined, after: EntityDocument | undefined): void {
    if (before === after) return;
    this.#identity.follow(before ?? after);
    const former = asPrincipal(before);
    const present = asPrincipal(after);
    if (former !== undefined) this.#principals.delete(former.arn);
    if (present !== undefined) this.#principals.set(present.arn, present);
  }
}

/** Root needs no policies. */
const ofRoot: PolicyLayers = { identity: [] };

function asPrincipal(document: EntityDocument | undefined): UserDocument | AccountDocument | undefined {
  return document?.kind === 'user' || document?.kind === 'account' ? document : undefined;
}
