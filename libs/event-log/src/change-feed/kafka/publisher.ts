import type { StoredEvent } from '@grantlog/events';
import type { Producer } from 'kafkajs';
import { Partitioners } from 'kafkajs';
import { ChangeFeedUnavailableError } from '../change-feed.js';
import { newClient } from './kafka-client.js';
import type { KafkaFeedOptions } from './kafka-feed-options.js';
import { chunksOf } from './messages.js';
import type { Topic } from './topic.js';
import { within } from './within.js';

/** How long a publication may take, connecting included. */
const publishLimitMs = 5_000;
const allReplicas = -1;

/** Sends events, each acknowledged by every replica in sync. */
export class Publisher {
  #producer: Promise<Producer> | undefined;

  constructor(
    private readonly options: KafkaFeedOptions,
    private readonly topic: Topic,
  ) {}

  /** @throws ChangeFeedUnavailableError */
  async publish(events: readonly StoredEvent[]): Promise<void> {
    const producer = (this.#producer ??= this.connect());
    try {
      await within(publishLimitMs, 'publishing', this.send(producer, events));
    } catch (error) {
      this.discard(producer);
      this.options.onError(error);
      throw new ChangeFeedUnavailableError();
    }
  }

  async close(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await producer?.then((connected) => connected.disconnect()).catch(() => undefined);
  }

  private async connect(): Promise<Producer> {
    await this.topic.ensure();
    const producer = newClient(this.options).producer({
      allowAutoTopicCreation: false,
      // One account is on one partition, for every version of every client.
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return producer;
  }

  /** Chunk after chunk: an account's events arrive in their order. */
  private async send(connecting: Promise<Producer>, events: readonly StoredEvent[]): Promise<void> {
    const producer = await connecting;
    for (const messages of chunksOf(events)) {
      await producer.send({
        topic: this.topic.name,
        messages: [...messages],
        acks: allReplicas,
        timeout: publishLimitMs,
      });
    }
  }

  /** The next publication begins with a new connection, and with a look at the topic: it may be gone. */
  private discard(producer: Promise<Producer>): void {
    if (this.#producer === producer) this.#producer = undefined;
    producer.then((connected) => connected.disconnect()).catch(() => undefined);
  }
}
