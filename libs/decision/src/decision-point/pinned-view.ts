import {
  type ActingPrincipal,
  decisionArn,
  describePrincipal,
  type LivePrincipal,
} from '@grantlog/account-state';
import {
  accessDeniedSentence,
  type ContextValue,
  type Decision,
  type EvaluationRequest,
  type ExplainedDecision,
  principalContext,
  requestContext,
} from '@grantlog/policy';
import type { AccountIndex } from '../account-index/account-index.js';
import { callerGone, DecisionError, evaluating } from './decision-error.js';
import type { Answer, Question } from './question.js';
import { TimeContext } from './time-context.js';

/** Condition keys and values as they were sent. */
export type ContextEntries = readonly (readonly [string, ContextValue])[];

/** Who asks, and what is known of the request that asks. */
export interface Asker {
  readonly principal: ActingPrincipal;
  /** Condition keys of the asking request itself, such as `aws:SourceIp`. */
  readonly context: ContextEntries;
}

/** What deciding needs besides the account. */
export interface DecisionSurroundings {
  readonly clock: () => Date;
  /** Makes the id of a decision; unique, and not to be guessed from another one. */
  readonly newDecisionId: () => string;
  /** Partition of every ARN. */
  readonly partition: string;
}

/** One account at one revision and one moment, as one caller may ask about it. Nothing in it waits. */
export class PinnedView {
  readonly #index: AccountIndex;
  readonly #asker: Asker;
  readonly #around: DecisionSurroundings;
  readonly #time: TimeContext;

  constructor(index: AccountIndex, asker: Asker, around: DecisionSurroundings) {
    this.#index = index;
    this.#asker = asker;
    this.#around = around;
    this.#time = new TimeContext(around.clock());
  }

  /**
   * Throws when the caller no longer exists. One whose session began later than this revision may not exist yet, and
   * passes.
   */
  assertAlive(): void {
    const { reference, session } = this.#asker.principal;
    const isKnown = this.#index.revision >= (session?.issuedAtRevision ?? 0n);
    if (isKnown && this.#index.live(reference) === undefined) throw callerGone();
  }

  /** Throws unless the caller still exists and its own policies allow the action on the account's decisions. */
  assertMay(action: 'grantlog:Authorize' | 'grantlog:Explain'): void {
    const { principal, context } = this.#asker;
    const document = this.#index.live(principal.reference);
    if (document === undefined) throw callerGone();
    const resource = decisionArn({ partition: this.#around.partition, account: principal.reference.account });
    evaluating(() => {
      const descriptor = describePrincipal(document, principal);
      const request = this.#request(descriptor, { action, resource, context });
      const decision = this.#index.evaluate(document, request);
      if (decision.decision === 'Allow') return;
      throw new DecisionError('access_denied', accessDeniedSentence(request, decision));
    });
  }

  /** Throws unless the account has reached the revision. */
  assertReached(revision: bigint): void {
    if (this.#index.revision >= revision) return;
    const message = `revision ${revision} was not reached in time, the newest is ${this.#index.revision}; try again`;
    throw new DecisionError('revision_not_reached', message);
  }

  /**
   * Decides one question that has been checked.
   *
   * @throws DecisionError when no decision was made.
   */
  answer(question: Question): Answer {
    if (question.explain) this.assertMay('grantlog:Explain');
    const decision = evaluating(() => this.#decide(question));
    return { decision, revision: this.#index.revision, id: this.#around.newDecisionId() };
  }

  #decide(question: Question): Decision | ExplainedDecision {
    const found = this.#find(question);
    if (found === undefined) return unknownPrincipal;
    const request = this.#request(found.descriptor, question);
    return question.explain
      ? this.#index.explain(found.document, request)
      : this.#index.evaluate(found.document, request);
  }

  #find({ subject }: Question): Found | undefined {
    if (subject.kind === 'principal') {
      const document = this.#index.principal(subject.arn);
      return document && { document, descriptor: describePrincipal(document) };
    }
    const { reference, session } = subject.holder;
    if (reference.account !== this.#asker.principal.reference.account) return undefined;
    this.assertReached(session?.issuedAtRevision ?? 0n);
    const document = this.#index.live(reference);
    return document && { document, descriptor: describePrincipal(document, subject.holder) };
  }

  #request(principal: EvaluationRequest['principal'], asked: Asked): EvaluationRequest {
    const { action, resource } = asked;
    const context = requestContext(asked.context, principalContext(principal), this.#time);
    return { principal, action, resource, context };
  }
}

interface Found {
  readonly document: LivePrincipal;
  readonly descriptor: ReturnType<typeof describePrincipal>;
}

interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly context: ContextEntries;
}

/** Another account's principal and one that does not exist are the same to the caller. */
const unknownPrincipal: ExplainedDecision = {
  decision: 'ImplicitDeny',
  decidedBy: 'Default',
  determining: [],
  candidates: [],
  summary: 'the principal does not exist in this account, so nothing allows it anything',
};
