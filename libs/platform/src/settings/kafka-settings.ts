import { SettingsError, type Settings } from './load-settings.js';
import { settingsTable } from './settings-table.js';

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

/**
 * What the settings say about Kafka.
 *
 * @throws SettingsError for a broker that is not HOST:PORT
 */
export function kafkaSettings(settings: Settings & { readonly kafkaBrokers: string }): KafkaSettings {
  const brokers = settings.kafkaBrokers.split(',').map((broker) => broker.trim());
  const wrong = brokers.filter((broker) => !/^[^\s:]+:[0-9]{1,5}$/.test(broker));
  if (wrong.length > 0) {
    throw new SettingsError([
      `${settingsTable.kafkaBrokers.name} has \`${wrong.join(', ')}\`, which is not HOST:PORT`,
    ]);
  }
  const {
    kafkaSaslMechanism: mechanism,
    kafkaSaslUsername: username,
    kafkaSaslPassword: password,
  } = settings;
  return {
    brokers,
    topic: settings.kafkaTopic ?? 'grantlog.events',
    partitions: settings.kafkaPartitions ?? 12,
    replication: settings.kafkaReplication ?? 1,
    ...(mechanism === undefined || username === undefined || password === undefined
      ? {}
      : { sasl: { mechanism, username, password } }),
  };
}
