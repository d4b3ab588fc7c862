import type { AccountFollower } from '../replica/account-follower.js';
import type { Replica } from '../replica/replica.js';
import { checkQuestion } from './check-question.js';
import { callerGone, DecisionError, malformed } from './decision-error.js';
import { type Asker, type DecisionSurroundings, PinnedView } from './pinned-view.js';
import type { Answer, Question } from './question.js';

/** How fresh the state must be, and how long to wait for it. */
export interface Freshness {
  /** The lowest revision to decide at, or the log's newest when it is asked; absent for whatever is applied. */
  readonly atLeast?: bigint | 'newest';
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
    const ready = await this.#ready(asker, [question], freshness);
    return this.#view(ready, asker).answer(question);
  }

  /**
   * Decides several questions at one revision. What is wrong with one question is its result and does not touch the
   * others: the results are those of as many single calls at that revision.
   *
   * @throws DecisionError when the caller may not ask or the revision was not reached: nothing was decided.
   */
  async authorizeAll(asker: Asker, questions: readonly Question[], freshness: Freshness): Promise<Answers> {
    const ready = await this.#ready(asker, questions, freshness);
    // INVARIANT: nothing from here on waits, so that every answer is made at the same revision.
    const view = this.#view(ready, asker);
    return {
      revision: ready.follower.index.revision,
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
  async #ready(asker: Asker, questions: readonly Question[], freshness: Freshness): Promise<ReadyAccount> {
    const { account } = asker.principal.reference;
    const follower = await this.#open(account, this.#timeLeft(freshness));
    const { atLeast = 0n } = freshness;
    const demanded = atLeast === 'newest' ? await this.#newestOf(follower, asker, freshness) : atLeast;
    const needed = newest([demanded, asker.principal.session?.issuedAtRevision ?? 0n]);
    const sessions = questions.map(({ subject }) =>
      subject.kind === 'session' ? subject.holder : undefined,
    );
    const own = sessions.filter((holder) => holder?.reference.account === account);
    const wanted = newest([needed, ...own.map((holder) => holder?.session?.issuedAtRevision ?? 0n)]);
    await follower.waitFor(wanted, this.#timeLeft(freshness));
    return { follower, needed };
  }

  /** The newest revision that the log has; without an answer of the log nothing is decided. */
  async #newestOf(follower: AccountFollower, asker: Asker, freshness: Freshness): Promise<bigint> {
    try {
      return await follower.newest(this.#timeLeft(freshness));
    } catch (cause) {
      new PinnedView(follower.index, asker, this.#around).assertAlive();
      const message = 'the newest revision is not known now; try again, or demand less than full consistency';
      throw new DecisionError('unavailable', message, [], { cause });
    }
  }

  #timeLeft({ waitUntilMs }: Freshness): number {
    return waitUntilMs - this.#around.clock().getTime();
  }

  async #open(account: string, delayMs?: number): Promise<AccountFollower> {
    let follower;
    try {
      follower = await this.#replica.open(account, delayMs);
    } catch (cause) {
      throw new DecisionError('unavailable', 'the account cannot be loaded now; try again', [], { cause });
    }
    if (follower === undefined) throw callerGone();
    return follower;
  }

  /** The account as it is now, for a caller who may ask. */
  #view({ follower: { index }, needed }: ReadyAccount, asker: Asker): PinnedView {
    const view = new PinnedView(index, asker, this.#around);
    view.assertReached(needed);
    view.assertMay('grantlog:Authorize');
    return view;
  }
}

/** A loaded account after the wait, and the lowest revision without which nothing may be decided for the caller. */
interface ReadyAccount {
  readonly follower: AccountFollower;
  readonly needed: bigint;
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

function newest(revisions: readonly bigint[]): bigint {
  return revisions.reduce((left, right) => (left > right ? left : right), 0n);
}
