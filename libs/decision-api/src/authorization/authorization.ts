import { create } from '@bufbuild/protobuf';
import {
  type AuthorizeRequest,
  type AuthorizeResponse,
  type BatchAuthorizeRequest,
  type BatchAuthorizeResponse,
  BatchAuthorizeResponseSchema,
  type BatchItem,
  BatchItemSchema,
  EdgeError,
  limits,
  toStatus,
} from '@grantlog/contract';
import { actingPrincipal, type Caller } from '@grantlog/credentials';
import type { Answer, Asker, ContextEntries, DecisionError, Freshness, Question } from '@grantlog/decision';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DECISION_API_PARTS, type DecisionApiParts } from '../decision-api-parts.js';
import { edgeErrorOf } from './edge-error-of.js';
import { assertNoConsistency, demandedRevision } from './to-freshness.js';
import { RevisionTokens } from './revision-tokens.js';
import { toQuestion } from './to-question.js';
import { toResponse } from './to-response.js';
import { waitUntil } from './wait-until.js';

/** A call on whatever protocol, once it is known who calls. */
export interface AuthorizeCall {
  readonly caller: Caller;
  /** Condition keys of the call itself, such as `aws:SourceIp`. */
  readonly context: ContextEntries;
  /** In milliseconds since the epoch; `Infinity` for none. */
  readonly deadlineMs: number;
  /** The `traceparent` that came with the call, where it is to be traced. */
  readonly traceParent?: string | undefined;
}

/** Authorize and BatchAuthorize as every protocol answers them: messages in, messages or an {@link EdgeError} out. */
@Injectable()
export class Authorization {
  readonly #logger = new Logger(Authorization.name);

  readonly #revisionTokens = new RevisionTokens();

  constructor(@Inject(DECISION_API_PARTS) private readonly parts: DecisionApiParts) {}

  /** @param read makes the message of what was received, or throws an error of the caller. */
  async authorize(call: AuthorizeCall, read: () => AuthorizeRequest): Promise<AuthorizeResponse> {
    try {
      const { question, freshness } = await this.#shaped(call, async () => {
        const request = read();
        const freshness = this.#freshness(call, request.consistency);
        return { question: await this.#question(request), freshness };
      });
      const answer = await this.parts.decisionPoint.authorize(askerOf(call), question, freshness);
      return this.#response(call, question, answer);
    } catch (error) {
      throw edgeErrorOf(error);
    }
  }

  /** @param read makes the message of what was received, or throws an error of the caller. */
  async batchAuthorize(
    call: AuthorizeCall,
    read: () => BatchAuthorizeRequest,
  ): Promise<BatchAuthorizeResponse> {
    try {
      const { asked, freshness } = await this.#shaped(call, async () => {
        const request = read();
        assertFits(request);
        const freshness = this.#freshness(call, request.consistency);
        return { asked: await Promise.all(request.items.map((item) => this.#itemQuestion(item))), freshness };
      });
      return await this.#decideAll(call, asked, freshness);
    } catch (error) {
      throw edgeErrorOf(error);
    }
  }

  /** Reads a request; what is wrong with one is told only to a caller whose credential still works. */
  async #shaped<T>(call: AuthorizeCall, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      await this.parts.decisionPoint.assertAlive(askerOf(call));
      throw error;
    }
  }

  async #decideAll(
    call: AuthorizeCall,
    asked: readonly (Question | EdgeError)[],
    freshness: Freshness,
  ): Promise<BatchAuthorizeResponse> {
    const questions = asked.filter((item): item is Question => !(item instanceof EdgeError));
    const { revision, results } = await this.parts.decisionPoint.authorizeAll(
      askerOf(call),
      questions,
      freshness,
    );
    const resultOf = new Map(questions.map((question, index) => [question, results[index]]));
    const outcomes = asked.map((item) =>
      item instanceof EdgeError ? item : outcomeOf(item, resultOf.get(item)),
    );
    this.#logFailures(outcomes.filter((outcome) => outcome instanceof EdgeError));
    return create(BatchAuthorizeResponseSchema, {
      items: outcomes.map((outcome) => this.#item(call, outcome)),
      revision,
      revisionToken: this.#revisionToken(call, revision),
    });
  }

  #item(call: AuthorizeCall, outcome: Answered | EdgeError): BatchItem {
    if (outcome instanceof EdgeError) {
      return create(BatchItemSchema, { result: { case: 'error', value: toStatus(outcome) } });
    }
    const response = this.#response(call, outcome.question, outcome.answer);
    return create(BatchItemSchema, { result: { case: 'response', value: response } });
  }

  /** One line for all items of a batch, which often fail for the same reason. */
  #logFailures(errors: readonly EdgeError[]): void {
    const failures = errors.filter(({ cause }) => cause !== undefined);
    const [first] = failures;
    if (first !== undefined) this.#logger.error({ err: first.cause, items: failures.length }, first.detail);
  }

  async #itemQuestion(item: AuthorizeRequest): Promise<Question | EdgeError> {
    try {
      assertNoConsistency(item.consistency);
      return await this.#question(item);
    } catch (error) {
      return edgeErrorOf(error);
    }
  }

  #question(request: AuthorizeRequest): Promise<Question> {
    return toQuestion(request, (token) => this.parts.sessionTokens.verify(token, this.parts.clock()));
  }

  #response(call: AuthorizeCall, question: Question, answer: Answer): AuthorizeResponse {
    return toResponse(answer, this.#revisionToken(call, answer.revision), question.explain);
  }

  #revisionToken({ caller }: AuthorizeCall, revision: bigint): string {
    return this.#revisionTokens.of({ logId: this.parts.logId, account: caller.account }, revision);
  }

  #freshness({ caller, deadlineMs }: AuthorizeCall, consistency: AuthorizeRequest['consistency']): Freshness {
    const atLeast = demandedRevision(consistency, { logId: this.parts.logId, account: caller.account });
    const waitUntilMs = waitUntil(this.parts.clock().getTime(), deadlineMs);
    return { waitUntilMs, ...(atLeast === undefined ? {} : { atLeast }) };
  }
}

interface Answered {
  readonly question: Question;
  readonly answer: Answer;
}

function outcomeOf(question: Question, result: Answer | DecisionError | undefined): Answered | EdgeError {
  return result === undefined || result instanceof Error ? edgeErrorOf(result) : { question, answer: result };
}

function askerOf({ caller, context }: AuthorizeCall): Asker {
  return { principal: actingPrincipal(caller), context };
}

function assertFits({ items }: BatchAuthorizeRequest): void {
  const { value } = limits.batchItems;
  if (items.length <= value) return;
  const detail = `found ${items.length} items, send at most ${value}`;
  throw new EdgeError('validation_error', detail, [{ pointer: '/items', code: 'too_many_items', detail }]);
}
