import type { AccountFollower } from '../replica/account-follower.js';
import type { Replica } from '../replica/replica.js';
import { checkQuestion } from './check-question.js';
import { callerGone, DecisionError, malformed } from './decision-error.js';
import { type Asker, type DecisionSurroundings, PinnedView } from './pinned-view.js';
import type { Answer, Question } from './question.js';

/** How fresh the state must be, and how long to wait for it. */
export interface Freshness {
  /** The lowest revision to decide at; absent for whatever is applied. */
  readonly atLeast?: bigint;
  /** When waiting ends, in milliseconds since the epoch. */
  readonly waitUntilMs: number;
}

/** The answers to several questions, all at one revision, in the order of the questions. */
export interface Answers {
  readonly revision: bigint;
  readonly results: readonly (Answer | DecisionError)[];
}

/**
 * Answers whether a principal may do an action on a resource, for callers who may ask. Every answer is made from one
 * account, the caller's own, at one revision; another account's principals do not exist in it.
 */
export class DecisionPoint {
  readonly #replica: Replica;
  readonly #around: DecisionSurroundings;

  constructor(replica: Replica, around: DecisionSurroundings) {
    this.#replica = replica;
    this.#around = around;
  }

  /**
   * Decides one question.
   *
   * @throws DecisionError when no decision was made.
   */
  async authorize(asker: Asker, question: Question, freshness: Freshness): Promise<Answer> {
    const faults = checkQuestion(question);
    if (faults.length > 0) {
      await this.assertAlive(asker);
      throw malformed(faults);
    }
    const follower = await this.#ready(asker, [question], freshness);
    return this.#view(follower, asker, freshness).answer(question);
  }

  /**
   * Decides several questions at one revision. What is wrong with one question is its result and does not touch the
   * others: the results are those of as many single calls at that revision.
   *
   * @throws DecisionError when the caller may not ask or the revision was not reached: nothing was decided.
   */
  async authorizeAll(asker: Asker, questions: readonly Question[], freshness: Freshness): Promise<Answers> {
    const follower = await this.#ready(asker, questions, freshness);
    // INVARIANT: nothing from here on waits, so that every answer is made at the same revision.
    const view = this.#view(follower, asker, freshness);
    return {
      revision: follower.index.revision,
      results: questions.map((question) => resultOf(view, question)),
    };
  }

  /**
   * Returns unless it is known that the caller's credential no longer works; waits for no revision. For requests that
   * are refused before they become a question: what is wrong with them is told to nobody else.
   *
   * @throws DecisionError `unauthenticated`, `unavailable`
   */
  async assertAlive(asker: Asker): Promise<void> {
    const { index } = await this.#open(asker.principal.reference.account);
    new PinnedView(index, asker, this.#around).assertAlive();
  }

  /** The caller's account, after waiting for every revision that the caller, its demand and its questions name. */
  async #ready(asker: Asker, questions: readonly Question[], freshness: Freshness): Promise<AccountFollower> {
    const { account } = asker.principal.reference;
    const follower = await this.#open(account);
    const sessions = questions.map(({ subject }) =>
      subject.kind === 'session' ? subject.holder : undefined,
    );
    const own = sessions.filter((holder) => holder?.reference.account === account);
    const wanted = newest([
      neededBy(asker, freshness),
      ...own.map((holder) => holder?.session?.issuedAtRevision ?? 0n),
    ]);
    await follower.waitFor(wanted, freshness.waitUntilMs - this.#around.clock().getTime());
    return follower;
  }

  async #open(account: string): Promise<AccountFollower> {
    let follower;
    try {
      follower = await this.#replica.open(account);
    } catch (cause) {
      throw new DecisionError('unavailable', 'the account cannot be loaded now; try again', [], { cause });
    }
    if (follower === undefined) throw callerGone();
    return follower;
  }

  /** The account as it is now, for a caller who may ask. */
  #view({ index }: AccountFollower, asker: Asker, freshness: Freshness): PinnedView {
    const view = new PinnedView(index, asker, this.#around);
    view.assertReached(neededBy(asker, freshness));
    view.assertMay('grantlog:Authorize');
    return view;
  }
}

function resultOf(view: PinnedView, question: Question): Answer | DecisionError {
  const faults = checkQuestion(question);
  if (faults.length > 0) return malformed(faults);
  try {
    return view.answer(question);
  } catch (error) {
    if (error instanceof DecisionError) return error;
    throw error;
  }
}

/** The lowest revision without which nothing may be decided for the caller. */
function neededBy(asker: Asker, { atLeast = 0n }: Freshness): bigint {
  return newest([atLeast, asker.principal.session?.issuedAtRevision ?? 0n]);
}

function newest(revisions: readonly bigint[]): bigint {
  return revisions.reduce((left, right) => (left > right ? left : right), 0n);
}
