import { startedOrSkipped } from '../started-or-skipped.js';
import { type KafkaServer, type OwnKafka, topicsOf } from './kafka-server.js';
import { startNativeKafka } from './native-kafka.js';

/** How a Kafka of one's own differs. */
export interface OwnKafkaOptions {
  /** An existing directory to keep the data in, such as a small file system. */
  readonly directory?: string;
  /** Settings of the broker, such as `{ 'message.max.bytes': '2000' }`. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Nobody waits for this one to come back. */
const unbroken = { 'broker.session.timeout.ms': '18000' };

/**
 * The Kafka of this test run: the one of `TEST_KAFKA_BROKERS` (`host:port,…`), else a new one, which takes three
 * seconds. `undefined` when there is none; the caller then skips its tests.
 *
 * @throws Error when there is none, with `REQUIRE_SERVICES=true`
 */
export function kafkaForTests(): Promise<KafkaServer | undefined> {
  const brokers = process.env['TEST_KAFKA_BROKERS']?.split(',').filter((broker) => broker !== '') ?? [];
  const [address] = brokers;
  if (address === undefined) return ownKafkaForTests({ properties: unbroken });
  const { createTopic, deleteAll } = topicsOf(brokers);
  return Promise.resolve({ address, brokers, createTopic, stop: deleteAll });
}

/** A new Kafka that nobody else uses, so that it may be killed; `undefined` as in `kafkaForTests`. */
export function ownKafkaForTests(options: OwnKafkaOptions = {}): Promise<OwnKafka | undefined> {
  return startedOrSkipped('kafka', {
    native: () => startNativeKafka(options),
    containers: async () => {
      const { startKafkaContainer } = await import('../containers/kafka-container.js');
      return startKafkaContainer(options);
    },
  });
}
