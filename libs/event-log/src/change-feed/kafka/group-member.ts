import { setTimeout as sleep } from 'node:timers/promises';
import type { EachBatchPayload } from 'kafkajs';
import type { ChangeHandler } from '../change-feed.js';
import type { DenseRun } from '../dense-runs.js';
import { denseRuns } from '../dense-runs.js';
import { ConsumerSession } from './consumer-session.js';
import { slicesOf } from './incoming.js';
import type { KafkaFeedOptions } from './kafka-feed-options.js';
import type { Topic } from './topic.js';
import { within } from './within.js';

const topicLimitMs = 10_000;
const concurrency = 4;
const firstPauseMs = 100;
const longestPauseMs = 2_000;
/** Well below the time after which the group gives up a silent member. */
const beatMs = 1_000;

/** One member of a group that shares the topic; the group's own offsets say where it goes on. */
export class GroupMember {
  /** Deliveries whose handler has rejected and not resolved since. */
  readonly #failing = new Set<DenseRun>();

  constructor(
    private readonly options: KafkaFeedOptions,
    private readonly topic: Topic,
    private readonly group: string,
    private readonly handler: ChangeHandler,
  ) {}

  get isTaking(): boolean {
    return this.#failing.size === 0;
  }

  async open(signal: AbortSignal): Promise<ConsumerSession> {
    await within(topicLimitMs, 'reading the topic', this.topic.ensure());
    const { group: groupId } = this;
    return ConsumerSession.join(
      this.options,
      { groupId, concurrency, onBatch: (payload, session) => this.take(payload, session) },
      signal,
    );
  }

  private async take(payload: EachBatchPayload, session: ConsumerSession): Promise<void> {
    const { batch } = payload;
    const place = `partition ${batch.partition} of topic \`${this.topic.name}\``;
    for (const { events, lastOffset } of slicesOf(batch.messages, place, this.options.onError)) {
      if (!(await this.takeAll(denseRuns(events), payload, session))) return;
      payload.resolveOffset(lastOffset);
      await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
      await payload.heartbeat();
    }
  }

  /** Whether everything was taken; what was not comes again, here or to another member. */
  private async takeAll(
    runs: readonly DenseRun[],
    payload: EachBatchPayload,
    session: ConsumerSession,
  ): Promise<boolean> {
    const interrupted = new AbortController();
    const interrupt = () => {
      interrupted.abort();
    };
    // A member whose handlers take long keeps its place. One that has lost it must not go on: another one has taken over.
    const beating = setInterval(() => {
      if (session.hasEnded) interrupt();
      else payload.heartbeat().catch(interrupt);
    }, beatMs);
    try {
      const taken = await Promise.all(
        inOrder(runs).map((ofAccount) => this.takeRuns(ofAccount, interrupted.signal)),
      );
      return taken.every(Boolean);
    } finally {
      clearInterval(beating);
      for (const run of runs) this.#failing.delete(run);
    }
  }

  private async takeRuns(runs: readonly DenseRun[], signal: AbortSignal): Promise<boolean> {
    for (const run of runs) if (!(await this.takeOne(run, signal))) return false;
    return true;
  }

  private async takeOne(run: DenseRun, signal: AbortSignal): Promise<boolean> {
    for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
      try {
        await this.handler(run.account, run.events);
        this.#failing.delete(run);
        return true;
      } catch (error) {
        if (!this.#failing.has(run)) this.options.onError(error);
        this.#failing.add(run);
        // The interruption ends the pause.
        await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
    return false;
  }
}

/** The runs of each account: one after the other; accounts do not wait for each other. */
function inOrder(runs: readonly DenseRun[]): readonly (readonly DenseRun[])[] {
  const byAccount = new Map<string, DenseRun[]>();
  for (const run of runs) byAccount.set(run.account, [...(byAccount.get(run.account) ?? []), run]);
  return [...byAccount.values()];
}
