import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { newClient } from './kafka-client.js';
import type { KafkaFeedOptions } from './kafka-feed-options.js';
import { isProtocolError } from './protocol-error.js';
import { within } from './within.js';

/**
 * The group protocol: a member that is silent for the first time, the shortest that brokers allow, loses its place; it
 * shows itself in the second.
 */
const sessionTimeoutMs = 6_000;
const heartbeatMs = 1_000;
/** How long the broker holds a request while nothing is new; stopping waits for it. */
const longestFetchMs = 500;
/** How long joining may take: other members may have to end what they do. */
const joinLimitMs = 30_000;
/** How long without a sign of life a session counts as connected. */
const silenceMs = 3_000;
/** How long without a sign of life until the session is given up: kafkajs does not always say that it has died. */
const deathMs = 20_000;
const leaveLimitMs = 5_000;
/** How often, and after which pause, joining is tried while the broker says that it is not ready for groups yet. */
const joinAttempts = 20;
const joinPauseMs = 250;
/** What it answers then, and when it takes over groups; kafkajs gives up at the first such answer. */
const startingBroker = [
  'GROUP_LOAD_IN_PROGRESS',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR_FOR_GROUP',
];

/** What a session reads and what it does with it. */
export interface SessionWork {
  readonly groupId: string;
  /** How many partitions are worked on at the same time. */
  readonly concurrency: number;
  /** Called each time that the session has joined, before it fetches. */
  readonly onJoin?: (consumer: Consumer, partitions: readonly number[], session: ConsumerSession) => void;
  /** Takes a batch, and no more of it once the session has ended. */
  readonly onBatch: (payload: EachBatchPayload, session: ConsumerSession) => Promise<void>;
}

/**
 * One life of a consumer: from joining its group to the first sign that it is broken. It never restarts itself; whoever
 * has it begins another one.
 */
export class ConsumerSession {
  /** Resolves with the reason when the session is broken. */
  readonly ended: Promise<unknown>;
  #end: (reason: unknown) => void = () => undefined;
  #hasEnded = false;
  #lastSign = performance.now();
  readonly #batches = new Set<Promise<void>>();
  readonly #watch: NodeJS.Timeout;

  private constructor(private readonly consumer: Consumer) {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#watch = setInterval(() => {
      if (this.silentMs > deathMs) this.end(new Error('the consumer gives no sign of life'));
    }, heartbeatMs).unref();
    const { CRASH, HEARTBEAT } = consumer.events;
    consumer.on(CRASH, ({ payload }) => {
      this.end(payload.error);
    });
    consumer.on(HEARTBEAT, () => {
      this.showLife();
    });
  }

  /** Resolves when the session has joined its group; the signal ends it, before and after. */
  static async join(
    options: KafkaFeedOptions,
    work: SessionWork,
    signal: AbortSignal,
  ): Promise<ConsumerSession> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ConsumerSession.joinOnce(options, work, signal);
      } catch (error) {
        if (attempt === joinAttempts || !isProtocolError(error, startingBroker)) throw error;
        await sleep(joinPauseMs);
      }
    }
  }

  private static async joinOnce(
    options: KafkaFeedOptions,
    work: SessionWork,
    signal: AbortSignal,
  ): Promise<ConsumerSession> {
    const consumer = newClient(options).consumer({
      groupId: work.groupId,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: joinLimitMs,
      heartbeatInterval: heartbeatMs,
      maxWaitTimeInMs: longestFetchMs,
      metadataMaxAge: 30_000,
      allowAutoTopicCreation: false,
      retry: { retries: 5, restartOnFailure: () => Promise.resolve(false) },
    });
    const session = new ConsumerSession(consumer);
    const abort = () => {
      session.end(signal.reason);
    };
    signal.addEventListener('abort', abort);
    void session.ended.then(() => {
      signal.removeEventListener('abort', abort);
    });
    try {
      signal.throwIfAborted();
      await within(joinLimitMs, 'joining', session.start(options.topic, work));
      return session;
    } catch (error) {
      await session.leave();
      throw error;
    }
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Whether it works, as far as it shows. */
  get isConnected(): boolean {
    return !this.#hasEnded && this.silentMs < silenceMs;
  }

  /** Gives the session up; nothing that still arrives is handed on. */
  end(reason: unknown): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearInterval(this.#watch);
    this.#end(reason);
  }

  /** Ends it after the batches that are worked on, and leaves the group as far as the broker answers. */
  async leave(): Promise<void> {
    this.end(undefined);
    await Promise.allSettled(this.#batches);
    // A group notices by itself who has left without a word.
    await within(leaveLimitMs, 'leaving', this.consumer.disconnect()).catch(() => undefined);
  }

  private get silentMs(): number {
    return performance.now() - this.#lastSign;
  }

  private showLife(): void {
    this.#lastSign = performance.now();
  }

  private async start(topic: string, work: SessionWork): Promise<void> {
    const joined = this.joined(topic, work.onJoin);
    // What fails before it is awaited is told by that await; nobody listens until then.
    joined.catch(() => undefined);
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [topic], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: work.concurrency,
      eachBatch: async (payload) => {
        if (this.#hasEnded) return;
        this.showLife();
        const batch = work.onBatch(payload, this);
        this.#batches.add(batch);
        try {
          await batch;
        } finally {
          this.#batches.delete(batch);
        }
      },
    });
    await joined;
  }

  private joined(topic: string, onJoin: SessionWork['onJoin']): Promise<void> {
    return new Promise((resolve, reject) => {
      this.consumer.on(this.consumer.events.GROUP_JOIN, ({ payload }) => {
        this.showLife();
        onJoin?.(this.consumer, payload.memberAssignment[topic] ?? [], this);
        resolve();
      });
      void this.ended.then(reject);
    });
  }
}
