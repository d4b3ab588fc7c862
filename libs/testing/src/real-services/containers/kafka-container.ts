import { randomBytes } from 'node:crypto';
import { dataDirectory } from '../data-directory.js';
import { brokerProperties, propertiesEnvironment, quickStart } from '../kafka/broker-properties.js';
import type { OwnKafkaOptions } from '../kafka/kafka-for-tests.js';
import { kafkaVersion } from '../kafka/kafka-jars.js';
import { type OwnKafka, startKafka } from '../kafka/kafka-server.js';
import { freePort } from '../native/free-port.js';
import { Container } from './container.js';

/** Starts a new Kafka from the official image. */
export async function startKafkaContainer({ directory, properties }: OwnKafkaOptions): Promise<OwnKafka> {
  const port = await freePort();
  const logDirectory = '/var/lib/kafka/data';
  const place = { port, controllerPort: await freePort(), logDirectory, host: '0.0.0.0' };
  const runner = new Container({
    image: `apache/kafka:${kafkaVersion}`,
    environment: {
      ...propertiesEnvironment({ ...brokerProperties(place), ...properties }),
      CLUSTER_ID: randomBytes(16).toString('base64url'),
      KAFKA_HEAP_OPTS: '-Xmx256m',
      KAFKA_JVM_PERFORMANCE_OPTS: quickStart.join(' '),
    },
    network: { port },
    ...(directory !== undefined && {
      data: { source: await dataDirectory(directory, 'kafka-data'), target: logDirectory },
    }),
  });
  return startKafka(runner, `127.0.0.1:${port}`);
}
