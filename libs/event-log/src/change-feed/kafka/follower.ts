import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { ChangeListener } from '../change-feed.js';
import type { DenseRun } from '../dense-runs.js';
import { denseRuns } from '../dense-runs.js';
import { ConsumerSession } from './consumer-session.js';
import { slicesOf } from './incoming.js';
import type { KafkaFeedOptions } from './kafka-feed-options.js';
import { isProtocolError } from './protocol-error.js';
import type { Topic } from './topic.js';
import { within } from './within.js';

const topicLimitMs = 10_000;

/**
 * Reads the whole topic for one listener. kafkajs reads through groups only, so that each session is a group of its own
 * with one member. Where to go on is known here, never by the group: each session is told by seeking.
 */
export class Follower {
  /** The next offset of each partition. */
  readonly #positions = new Map<number, bigint>();
  #groupId = '';
  #mode: 'from_end' | 'from_positions' = 'from_end';

  constructor(
    private readonly options: KafkaFeedOptions,
    private readonly topic: Topic,
    private readonly listener: ChangeListener,
  ) {}

  /** Begins a session at the positions; the first one begins at the topic's end. */
  async open(signal: AbortSignal): Promise<ConsumerSession> {
    await within(topicLimitMs, 'reading the topic', this.fixPositions());
    this.#groupId = `${this.options.clientId}-follower-${randomUUID()}`;
    let joins = 0;
    const session = await ConsumerSession.join(
      this.options,
      {
        groupId: this.#groupId,
        concurrency: 1,
        onJoin: (consumer, partitions, joined) => {
          joins += 1;
          if (joins === 1) this.seek(consumer, partitions);
          // The offsets are the group's again, and the topic may be another one: begin anew, with a look at it.
          else joined.end(new Error('the follower had to join its group again'));
        },
        onBatch: (payload, current) => this.take(payload, current),
      },
      signal,
    );
    void session.ended.then((reason) => {
      this.learnFrom(reason);
    });
    return session;
  }

  async forget(): Promise<void> {
    await within(topicLimitMs, 'removing the group', this.topic.forgetGroup(this.#groupId)).catch(
      () => undefined,
    );
  }

  private async fixPositions(): Promise<void> {
    const { isMade, bounds } = await this.topic.ensure();
    if (isMade) this.#positions.clear();
    for (const [partition, { low, high }] of bounds) {
      const position = this.#positions.get(partition);
      if (position === undefined) this.#positions.set(partition, this.#mode === 'from_end' ? high : low);
      else if (position < low || position > high) this.jump(partition, position, low);
    }
    this.#mode = 'from_positions';
  }

  /** A topic that was not there is another one when it is there again: its offsets begin anew. */
  private learnFrom(reason: unknown): void {
    if (isProtocolError(reason, ['UNKNOWN_TOPIC_OR_PARTITION'])) this.#positions.clear();
  }

  private seek(consumer: Consumer, partitions: readonly number[]): void {
    for (const partition of partitions) {
      const offset = this.#positions.get(partition) ?? 0n;
      consumer.seek({ topic: this.topic.name, partition, offset: offset.toString() });
    }
  }

  private async take(payload: EachBatchPayload, session: ConsumerSession): Promise<void> {
    const { partition, messages } = payload.batch;
    this.checkPosition(partition, messages[0]?.offset);
    for (const { events, lastOffset } of slicesOf(messages, this.placeOf(partition), this.options.onError)) {
      if (session.hasEnded) return;
      for (const run of denseRuns(events)) this.hand(run);
      this.#positions.set(partition, BigInt(lastOffset) + 1n);
      payload.resolveOffset(lastOffset);
      await payload.heartbeat();
      await nextTurn();
    }
  }

  private hand({ account, events }: DenseRun): void {
    try {
      this.listener(account, events);
    } catch (error) {
      this.options.onError(error);
    }
  }

  private checkPosition(partition: number, first: string | undefined): void {
    const position = this.#positions.get(partition);
    if (position === undefined || first === undefined || BigInt(first) === position) return;
    this.jump(partition, position, BigInt(first));
  }

  private jump(partition: number, position: bigint, to: bigint): void {
    this.#positions.set(partition, to);
    this.options.onWarning(
      `${this.placeOf(partition)} goes on at offset ${to}, not ${position}: the topic is another one, or keeps changes too shortly`,
    );
  }

  private placeOf(partition: number): string {
    return `partition ${partition} of topic \`${this.topic.name}\``;
  }
}
