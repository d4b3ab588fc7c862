import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, ITopicMetadata } from 'kafkajs';
// Node does not see this name of the CommonJS module.
import kafkajs from 'kafkajs';
import { newClient } from './kafka-client.js';
import type { KafkaFeedOptions } from './kafka-feed-options.js';

const readyAttempts = 30;
const readyPauseMs = 100;

/** The topic is there, but changes would get lost on it. Only an operator can change that. */
export class TopicMismatchError extends Error {
  override readonly name = 'TopicMismatchError';
}

/** Where each partition of the topic begins, and where the next message goes. */
type PartitionBounds = ReadonlyMap<number, { readonly low: bigint; readonly high: bigint }>;

/** A topic that works. */
export interface ReadyTopic {
  /** Whether it was absent. */
  readonly isMade: boolean;
  readonly bounds: PartitionBounds;
}

/** The topic of a feed: makes it where it is absent, and says what is wrong with it. */
export class Topic {
  readonly #told = new Set<string>();
  #wasThere = false;

  constructor(private readonly options: KafkaFeedOptions) {}

  get name(): string {
    return this.options.topic;
  }

  /**
   * Makes the topic when it is absent, else compares it with the settings: each difference is told once. Resolves when
   * it can be written and read.
   *
   * @throws TopicMismatchError when changes would get lost on it
   */
  async ensure(): Promise<ReadyTopic> {
    return this.administer(async (admin) => {
      const isMade = await this.make(admin);
      const { shape, bounds } = await this.whenReady(admin);
      this.#wasThere = true;
      if (!isMade) await this.compare(admin, shape);
      return { isMade, bounds };
    });
  }

  /** Removes the group of a follower that has ended; the broker does it too, some minutes later. */
  async forgetGroup(groupId: string): Promise<void> {
    await this.administer((admin) => admin.deleteGroups([groupId]));
  }

  /** Whether it was absent and nobody else made it at the same time. */
  private async make(admin: Admin): Promise<boolean> {
    const { topic, partitions, replication } = this.options;
    if ((await admin.listTopics()).includes(topic)) return false;
    const isMade = await admin.createTopics({
      // It asks one broker once, which may not have heard of the topic yet.
      waitForLeaders: false,
      topics: [
        {
          topic,
          numPartitions: partitions,
          replicationFactor: replication,
          configEntries: [{ name: 'cleanup.policy', value: 'delete' }],
        },
      ],
    });
    if (isMade && this.#wasThere) this.options.onWarning(`topic \`${topic}\` was deleted; it is made again`);
    return isMade;
  }

  /** A topic that has just been made shows itself, its leaders, and that they know it, one after the other. */
  private async whenReady(
    admin: Admin,
  ): Promise<{ readonly shape: ITopicMetadata; readonly bounds: PartitionBounds }> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { topics } = await admin.fetchTopicMetadata({ topics: [this.name] });
        const offsets = await admin.fetchTopicOffsets(this.name);
        const bounds = offsets.map(
          ({ partition, low, high }) => [partition, { low: BigInt(low), high: BigInt(high) }] as const,
        );
        const [shape] = topics;
        if (shape !== undefined) return { shape, bounds: new Map(bounds) };
      } catch (error) {
        if (attempt === readyAttempts) throw error;
      }
      await sleep(readyPauseMs);
    }
  }

  private async compare(admin: Admin, found: ITopicMetadata): Promise<void> {
    this.compareShape(found);
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        {
          type: kafkajs.ConfigResourceTypes.TOPIC,
          name: this.name,
          configNames: ['cleanup.policy', 'max.message.bytes'],
        },
      ],
    });
    const entries = resources.flatMap(({ configEntries }) => configEntries);
    const settings = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
    const cleanup = settings.get('cleanup.policy') ?? 'delete';
    if (cleanup.includes('compact')) {
      throw new TopicMismatchError(
        `topic \`${this.name}\` has cleanup.policy=${cleanup}, which keeps only the last change of each account; set it to delete`,
      );
    }
    const maxBytes = Number(settings.get('max.message.bytes') ?? Infinity);
    if (maxBytes < 1_000_000) {
      this.warn(
        `topic \`${this.name}\` takes messages of ${maxBytes} bytes only; set max.message.bytes to 1 MB or more`,
      );
    }
  }

  private compareShape({ partitions }: ITopicMetadata): void {
    const { topic, partitions: wanted, replication } = this.options;
    const replicas = Math.min(...partitions.map((partition) => partition.replicas.length));
    if (partitions.length !== wanted)
      this.warn(
        `topic \`${topic}\` has ${partitions.length} partitions, not ${wanted} as configured; it is used as it is`,
      );
    if (replicas !== replication)
      this.warn(
        `topic \`${topic}\` has ${replicas} replicas, not ${replication} as configured; it is used as it is`,
      );
  }

  private warn(message: string): void {
    if (this.#told.has(message)) return;
    this.#told.add(message);
    this.options.onWarning(message);
  }

  private async administer<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = newClient(this.options).admin();
    try {
      await admin.connect();
      return await work(admin);
    } finally {
      // What the work found counts, not how the connection ends.
      await admin.disconnect().catch(() => undefined);
    }
  }
}
