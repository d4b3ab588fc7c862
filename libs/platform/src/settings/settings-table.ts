import type { Setting } from './setting.js';
import {
  brokers,
  flag,
  listenAddress,
  matching,
  oneOf,
  postgresAddress,
  text,
  wholeNumber,
} from './setting.js';

function setting<T>(name: string, fallback: string, meaning: string, read: (text: string) => T): Setting<T> {
  return { name: `GRANTLOG_${name}`, fallback, meaning, read };
}

const masterKey = matching(/^[A-Za-z0-9+/]{43}=$/, '32 bytes in base64 (openssl rand -base64 32)');
const accessKeyId = matching(/^[A-Z0-9]{16,128}$/, '16 to 128 capital letters and digits');
const secretKey = matching(/^[!-~]{40,128}$/, '40 to 128 printable characters without spaces');
const accountId = matching(/^[0-9]{12}$/, '12 digits');
const partition = matching(/^[a-z][a-z0-9-]{0,31}$/, 'lower-case letters, digits and hyphens');
const saslMechanism = oneOf('plain', 'scram-sha-256', 'scram-sha-512');
const logLevel = oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent');

/**
 * Every setting, by the name that the program uses: the one table from which values are read and the documentation is
 * made. A process ignores the settings of other roles, but a malformed one stops it all the same.
 */
export const settingsTable = {
  httpListen: setting('HTTP_LISTEN', '127.0.0.1:8080', 'where REST and health are served', listenAddress),
  grpcListen: setting('GRPC_LISTEN', '127.0.0.1:50051', 'where gRPC is served', listenAddress),
  dataDir: setting(
    'DATA_DIR',
    './.grantlog',
    'standalone: the directory that holds everything it stores',
    text,
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    'none',
    'production: the PostgreSQL database of the log',
    postgresAddress,
  ),
  kafkaBrokers: setting(
    'KAFKA_BROKERS',
    'none',
    'production: Kafka brokers, HOST:PORT separated by commas',
    brokers,
  ),
  kafkaTopic: setting(
    'KAFKA_TOPIC',
    'grantlog.events',
    'production: the topic that carries the events',
    text,
  ),
  kafkaPartitions: setting(
    'KAFKA_PARTITIONS',
    '12',
    'production: partitions of the topic when it is created',
    wholeNumber(1),
  ),
  kafkaReplication: setting(
    'KAFKA_REPLICATION',
    '1',
    'production: replicas of the topic when it is created',
    wholeNumber(1),
  ),
  kafkaSaslMechanism: setting(
    'KAFKA_SASL_MECHANISM',
    'none',
    'production: how to sign in to Kafka: plain, scram-sha-256 or scram-sha-512',
    saslMechanism,
  ),
  kafkaSaslUsername: setting(
    'KAFKA_SASL_USERNAME',
    'none',
    'production: the user that signs in to Kafka',
    text,
  ),
  kafkaSaslPassword: setting('KAFKA_SASL_PASSWORD', 'none', 'production: the password of that user', text),
  kafkaTls: setting('KAFKA_TLS', 'false', 'production: whether the connections to Kafka are encrypted', flag),
  kafkaTlsCaFile: setting(
    'KAFKA_TLS_CA_FILE',
    'the authorities of Node',
    "the authorities (PEM) that the brokers' certificates must be of",
    text,
  ),
  kafkaTlsCertFile: setting(
    'KAFKA_TLS_CERT_FILE',
    'none',
    'the certificate chain (PEM) to show to brokers that want one',
    text,
  ),
  kafkaTlsKeyFile: setting('KAFKA_TLS_KEY_FILE', 'none', 'its private key (PEM, without a passphrase)', text),
  redisUrl: setting('REDIS_URL', 'none', 'production: the Redis that holds the warm copy', text),
  redisTlsCaFile: setting(
    'REDIS_TLS_CA_FILE',
    'the authorities of Node',
    'the authorities (PEM) that the certificate of a `rediss://` address must be of',
    text,
  ),
  masterKey: setting(
    'MASTER_KEY',
    'standalone: made once in the data directory',
    '32 bytes in base64; encrypts access-key secrets and derives session secrets',
    masterKey,
  ),
  accountId: setting(
    'ACCOUNT_ID',
    '123456789012',
    'the first account, made at the very first start',
    accountId,
  ),
  rootAccessKeyId: setting(
    'ROOT_ACCESS_KEY_ID',
    'random, printed once',
    "the first account's root key; used only while the log is empty",
    accessKeyId,
  ),
  rootSecretAccessKey: setting(
    'ROOT_SECRET_ACCESS_KEY',
    'random, printed once',
    'its secret; both are set or neither',
    secretKey,
  ),
  partition: setting('PARTITION', 'aws', 'the partition of every ARN', partition),
  autoMigrate: setting(
    'AUTO_MIGRATE',
    'true',
    'command-service: whether it migrates the schema when it starts',
    flag,
  ),
  tlsCertFile: setting(
    'TLS_CERT_FILE',
    'none',
    'the certificate chain (PEM) of every listener; it makes all of them speak TLS',
    text,
  ),
  tlsKeyFile: setting('TLS_KEY_FILE', 'none', 'its private key (PEM, without a passphrase)', text),
  tlsClientCaFile: setting(
    'TLS_CLIENT_CA_FILE',
    'none',
    'the authorities (PEM) of client certificates; set, every client must have one',
    text,
  ),
  allowPlaintext: setting(
    'ALLOW_PLAINTEXT',
    'false',
    'permits a listener without TLS that is not loopback',
    flag,
  ),
  memoryLimitBytes: setting(
    'MEMORY_LIMIT_BYTES',
    'none',
    'projection-service: bound of the accounts it keeps loaded',
    wholeNumber(1),
  ),
  logLevel: setting('LOG_LEVEL', 'info', 'trace, debug, info, warn, error, fatal or silent', logLevel),
} as const;

/** The names that the program uses for settings. */
export type SettingKey = keyof typeof settingsTable;

/** The values that were set; an unset one is `undefined`. */
export type SettingValues = {
  readonly [K in SettingKey]?: ReturnType<(typeof settingsTable)[K]['read']>;
};

/** Settings that only work together: all of a group, or none. */
export const settingGroups: readonly (readonly SettingKey[])[] = [
  ['rootAccessKeyId', 'rootSecretAccessKey'],
  ['tlsCertFile', 'tlsKeyFile'],
  ['kafkaTlsCertFile', 'kafkaTlsKeyFile'],
  ['kafkaSaslMechanism', 'kafkaSaslUsername', 'kafkaSaslPassword'],
];

/** Settings that mean nothing without another one, or where that one is `false`. */
export const settingNeeds: readonly (readonly [SettingKey, SettingKey])[] = [
  ['tlsClientCaFile', 'tlsCertFile'],
  ['kafkaTlsCaFile', 'kafkaTls'],
  ['kafkaTlsCertFile', 'kafkaTls'],
  ['redisTlsCaFile', 'redisUrl'],
];
