import { type KeyPair, readCertificates, readKeyPair } from '../tls/pem-files.js';
import { type Settings, SettingsError } from './load-settings.js';
import { isLoopback, listenAddress } from './setting.js';
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
  /** Encrypts; `ca` instead of the authorities that Node trusts, the pair where the brokers want one. */
  readonly tls?: Partial<KeyPair> & { readonly ca?: Buffer };
}

/**
 * What the settings say about Kafka; the files that they name are read.
 *
 * @throws SettingsError when a file cannot be used, or a password would travel in clear
 */
export function kafkaSettings(
  settings: Settings & { readonly kafkaBrokers: readonly string[] },
): KafkaSettings {
  const sasl = saslOf(settings);
  const tls = tlsOf(settings);
  if (tls === undefined) assertHidden(settings.kafkaBrokers, sasl);
  return {
    ...topicOf(settings),
    brokers: settings.kafkaBrokers,
    ...(sasl === undefined ? {} : { sasl }),
    ...(tls === undefined ? {} : { tls }),
  };
}

function topicOf(settings: Settings): Pick<KafkaSettings, 'topic' | 'partitions' | 'replication'> {
  return {
    topic: settings.kafkaTopic ?? 'grantlog.events',
    partitions: settings.kafkaPartitions ?? 12,
    replication: settings.kafkaReplication ?? 1,
  };
}

function saslOf(settings: Settings): KafkaSettings['sasl'] {
  const {
    kafkaSaslMechanism: mechanism,
    kafkaSaslUsername: username,
    kafkaSaslPassword: password,
  } = settings;
  const isUnset = mechanism === undefined || username === undefined || password === undefined;
  return isUnset ? undefined : { mechanism, username, password };
}

function tlsOf(settings: Settings): KafkaSettings['tls'] {
  if (settings.kafkaTls !== true) return undefined;
  const ca = readCertificates(settings, 'kafkaTlsCaFile');
  const pair = readKeyPair(settings, 'kafkaTlsCertFile', 'kafkaTlsKeyFile');
  return { ...pair, ...(ca === undefined ? {} : { ca }) };
}

/** PLAIN sends the password itself, and SCRAM a proof of it: only the first needs encryption. */
function assertHidden(brokers: readonly string[], sasl: KafkaSettings['sasl']): void {
  const isHidden =
    sasl?.mechanism !== 'plain' || brokers.every((broker) => isLoopback(listenAddress(broker)));
  if (isHidden) return;
  const { kafkaSaslMechanism: mechanism, kafkaTls: tls } = settingsTable;
  throw new SettingsError([
    `${mechanism.name}=plain without ${tls.name}=true sends the password in clear: turn TLS on, or use scram-sha-512`,
  ]);
}
