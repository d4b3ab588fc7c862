import { setTimeout as pause } from 'node:timers/promises';
import { AuthorizeResponse_Decision as Decision } from '@grantlog/contract';
import type { GrpcClient, Question } from '../clients/grpc-client.js';
import type { RestClient } from '../clients/rest-client.js';
import { arn } from '../company/company.js';
import { type FaultQuestion, thing } from './naive-history.js';
import type { Random } from '@grantlog/testing';

const userNames = ['u0', 'u1', 'u2', 'u3'];
const actions = ['app:Read', 'app:Write', 'app:Delete'];
const groupName = 'everybody';

/** How much is done at the same time, and how long each rests after a call. */
export interface Load {
  readonly writers?: number;
  readonly writePauseMs?: number;
  readonly askPauseMs?: number;
}

/** A write that was acknowledged. */
export interface Acknowledged {
  readonly reason: string;
  readonly revision: number;
  readonly token: string;
}

/** What a replica said to one question. */
export interface Observation {
  readonly replica: number;
  readonly question: FaultQuestion;
  /** The lowest revision that was demanded; 0 for none. */
  readonly demanded: number;
  readonly decision: 'Allow' | 'ExplicitDeny' | 'ImplicitDeny';
  readonly revision: number;
  readonly tookMs: number;
}

/** A question that was not answered. */
export interface Refusal {
  readonly replica: number;
  readonly demanded: number;
  readonly code: number;
  readonly details: string;
}

/** Makes the users and the group whose policies change under load; everybody is in the group. */
export async function setUpTraffic(root: RestClient): Promise<void> {
  await root.expect('POST', '/groups', { groupName });
  for (const userName of userNames) {
    await root.expect('POST', '/users', { userName });
    await root.expect('PUT', `/groups/${groupName}/members/${userName}`);
  }
}

/** Writes and questions while something breaks, and everything that came of them. */
export class Traffic {
  readonly acknowledged: Acknowledged[] = [];
  readonly observations: Observation[] = [];
  readonly refusals: Refusal[] = [];
  /** Writes whose answer never came: they may be recorded or not. */
  unanswered = 0;
  #written = 0;
  #isRunning = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly random: Random,
    /** Where writes go now; changes when command-service is started again. */
    public writer: RestClient,
    private readonly askers: readonly GrpcClient[],
  ) {}

  /** The newest acknowledged write. */
  get newest(): Acknowledged | undefined {
    return this.acknowledged.at(-1);
  }

  /** Begins: some writers, and one asker for each replica that demands the newest write every other time. */
  start({ writers = 2, writePauseMs = 10, askPauseMs = 5 }: Load = {}): void {
    this.#isRunning = true;
    const writing = Array.from({ length: writers }, () => this.#repeat(() => this.write(), writePauseMs));
    const asking = this.askers.map((_, replica) => {
      const wanted = () => (this.random.chance(0.5) ? this.newest : undefined);
      return this.#repeat(() => this.ask(replica, wanted()), askPauseMs);
    });
    this.#running = Promise.all([...writing, ...asking]);
  }

  async stop(): Promise<void> {
    this.abandon();
    await this.#running;
  }

  /** Makes no more calls; those in flight end when they end. */
  abandon(): void {
    this.#isRunning = false;
  }

  /** One change of what somebody may do; every change is one that no other write makes. */
  async write(writer = this.writer): Promise<Acknowledged | undefined> {
    const reason = `write-${(this.#written += 1)}`;
    const { path, body } = this.#change(reason);
    try {
      const answer = await writer.call('PUT', path, { body, headers: { 'grantlog-reason': reason } });
      if (answer.status !== 200) throw new Error(`status ${answer.status}`);
      const token = String(answer.headers['grantlog-revision-token']);
      const acknowledged = { reason, revision: Number(answer.body['revision']), token };
      this.acknowledged.push(acknowledged);
      return acknowledged;
    } catch {
      this.unanswered += 1;
      return undefined;
    }
  }

  /** One question to one replica, demanding a write or nothing. */
  async ask(
    replica: number,
    wanted: Acknowledged | undefined,
    deadlineMs = 5_000,
  ): Promise<Observation | undefined> {
    const question = { userName: this.random.pick(userNames), action: this.random.pick(actions) };
    const demanded = wanted?.revision ?? 0;
    const began = performance.now();
    try {
      const asked = wireQuestion(question, wanted?.token);
      const answer = await this.#asker(replica).authorize(asked, deadlineMs);
      const tookMs = performance.now() - began;
      const seen = { decision: named(answer.decision), revision: Number(answer.revision), tookMs };
      const observation = { replica, question, demanded, ...seen };
      this.observations.push(observation);
      return observation;
    } catch (error) {
      this.refusals.push({ replica, demanded, ...refusalOf(error) });
      return undefined;
    }
  }

  /** Forgets what was seen, but not what was written. */
  forget(): void {
    this.observations.length = 0;
    this.refusals.length = 0;
  }

  #asker(replica: number): GrpcClient {
    const asker = this.askers[replica];
    if (asker === undefined) throw new RangeError(`there is no replica ${replica}`);
    return asker;
  }

  async #repeat(work: () => Promise<unknown>, pauseMs: number): Promise<void> {
    while (this.#isRunning) {
      await work();
      // Paces the load; nothing is waited for here.
      await pause(pauseMs);
    }
  }

  #change(reason: string): { readonly path: string; readonly body: unknown } {
    const effect = this.random.chance(0.4) ? 'Deny' : 'Allow';
    const Action = actions.filter(() => this.random.chance(0.5));
    const Statement = {
      Sid: reason.replace('-', ''),
      Effect: effect,
      Action: Action.length === 0 ? ['app:None'] : Action,
      Resource: '*',
    };
    const body = { policyDocument: { Version: '2012-10-17', Statement } };
    const policyName = `p${this.random.between(0, 2)}`;
    return this.random.chance(0.2)
      ? { path: `/groups/${groupName}/policies/${policyName}`, body }
      : { path: `/users/${this.random.pick(userNames)}/policies/${policyName}`, body };
  }
}

function wireQuestion({ userName, action }: FaultQuestion, atLeast: string | undefined): Question {
  const question = { principal: arn(`user/${userName}`), action, resource: thing };
  return atLeast === undefined ? question : { ...question, atLeast };
}

function named(decision: Decision): Observation['decision'] {
  switch (decision) {
    case Decision.ALLOW:
      return 'Allow';
    case Decision.EXPLICIT_DENY:
      return 'ExplicitDeny';
    case Decision.IMPLICIT_DENY:
      return 'ImplicitDeny';
    case Decision.DECISION_UNSPECIFIED:
      throw new Error('an answer has no decision');
  }
}

/** What the status of a call says; anything else that is thrown is a fault of the test. */
function refusalOf(error: unknown): Pick<Refusal, 'code' | 'details'> {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('details' in error)) throw error;
  return { code: Number(error.code), details: String(error.details) };
}
