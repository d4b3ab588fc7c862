import { Kafka, logLevel } from 'kafkajs';
import type { KafkaFeedOptions } from './kafka-feed-options.js';

/** How long one request may take. Joining a group has a limit of its own. */
const requestTimeoutMs = 4_000;

/**
 * A client of its own: within one, kafkajs shares what it knows of committed offsets between its consumers. It retries
 * little and says nothing; whoever uses it begins anew, and reports, when it gives up.
 */
export function newClient({ brokers, clientId, sasl, tls }: KafkaFeedOptions): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId,
    ...(sasl === undefined ? {} : { sasl: saslOf(sasl) }),
    ...(tls === undefined ? {} : { ssl: tls }),
    connectionTimeout: 2_000,
    authenticationTimeout: 4_000,
    requestTimeout: requestTimeoutMs,
    retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 1_000 },
    logLevel: logLevel.NOTHING,
  });
}

type Sasl = NonNullable<KafkaFeedOptions['sasl']>;

/** Typed by mechanism, as kafkajs wants it. */
function saslOf({ mechanism, username, password }: Sasl) {
  switch (mechanism) {
    case 'plain':
      return { mechanism, username, password };
    case 'scram-sha-256':
      return { mechanism, username, password };
    case 'scram-sha-512':
      return { mechanism, username, password };
  }
}
