import type { Settings } from './load-settings.js';

/** How to reach Kafka, and the topic as it is made when it is absent. */
export interface KafkaSettings {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly partitions: number;
  readonly replication: number;
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

/** What the settings say about Kafka. */
export function kafkaSettings(
  settings: Settings & { readonly kafkaBrokers: readonly string[] },
): KafkaSettings {
  const {
    kafkaSaslMechanism: mechanism,
    kafkaSaslUsername: username,
    kafkaSaslPassword: password,
  } = settings;
  return {
    brokers: settings.kafkaBrokers,
    topic: settings.kafkaTopic ?? 'grantlog.events',
    partitions: settings.kafkaPartitions ?? 12,
    replication: settings.kafkaReplication ?? 1,
    ...(mechanism === undefined || username === undefined || password === undefined
      ? {}
      : { sasl: { mechanism, username, password } }),
  };
}
