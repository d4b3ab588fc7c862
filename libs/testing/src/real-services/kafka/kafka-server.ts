import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import type { RealService, Runner } from '../real-service.js';
import { startService } from '../running-service.js';

/** A Kafka that others may use at the same time; the topics made here are one's own. */
export interface KafkaServer {
  /** `host:port` of one broker. */
  readonly address: string;
  /** All of them, as kafkajs wants them. */
  readonly brokers: readonly string[];
  /** Makes a topic that can be written to, and returns its name. */
  createTopic(topic?: NewTopic): Promise<string>;
  /** Deletes what was made, and ends the server if it was started for this. */
  stop(): Promise<void>;
}

/** How a topic differs from one of twelve partitions with a name that nobody else has. */
export interface NewTopic {
  readonly name?: string;
  readonly partitions?: number;
  /** Such as `{ 'retention.ms': '-1' }`. */
  readonly configuration?: Readonly<Record<string, string>>;
}

/** A Kafka of one's own, which may be broken. */
export type OwnKafka = KafkaServer & RealService;

/** The server on a runner. */
export async function startKafka(runner: Runner, address: string): Promise<OwnKafka> {
  const { createTopic, probe } = topicsOf([address]);
  const service = await startService(runner, { name: 'Kafka', address, probe, shutDownSignal: 'SIGTERM' });
  return { ...service, brokers: [address], createTopic };
}

/** The topics of a server. */
export function topicsOf(brokers: readonly string[]) {
  const made: string[] = [];
  const createTopic = async (topic?: NewTopic) => {
    const name = await create(brokers, topic);
    made.push(name);
    return name;
  };
  return {
    createTopic,
    /** A broker that answers comes half a second before the first topic that can be written to. */
    probe: async () => {
      await administrate(brokers, (admin) => admin.describeCluster(), 0);
      const name = await create(brokers, { partitions: 1 });
      await administrate(brokers, (admin) => admin.deleteTopics({ topics: [name] }));
    },
    deleteAll: async () => {
      const topics = made.splice(0);
      if (topics.length > 0) await administrate(brokers, (admin) => admin.deleteTopics({ topics }));
    },
  };
}

async function create(brokers: readonly string[], topic: NewTopic = {}): Promise<string> {
  const {
    name = `grantlog-test-${randomBytes(6).toString('hex')}`,
    partitions = 12,
    configuration = {},
  } = topic;
  const configEntries = Object.entries(configuration).map(([key, value]) => ({ name: key, value }));
  const topics = [{ topic: name, numPartitions: partitions, replicationFactor: 1, configEntries }];
  await untilNothingPasses(() =>
    administrate(brokers, async (admin) => {
      await admin.createTopics({ topics });
      // Rejects until every partition has a leader.
      await admin.fetchTopicMetadata({ topics: [name] });
    }),
  );
  return name;
}

const patienceMs = 30_000;

/** On a busy machine the broker drops out of the cluster for a moment, or hears late of a topic. */
async function untilNothingPasses(work: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isRetriable(error) || performance.now() > deadline) throw error;
      await wait(50);
    }
  }
}

/** As kafkajs marks its errors; Node finds no class of them among the names of that package. */
function isRetriable(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'retriable' in error && error.retriable === true;
}

async function administrate(
  brokers: readonly string[],
  work: (admin: Admin) => Promise<unknown>,
  retries = 5,
): Promise<void> {
  const kafka = new Kafka({
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    // A published port of a container is open before anybody answers on it.
    connectionTimeout: 1_000,
    requestTimeout: 5_000,
    retry: { initialRetryTime: 50, retries },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    await work(admin);
  } finally {
    await admin.disconnect();
  }
}
