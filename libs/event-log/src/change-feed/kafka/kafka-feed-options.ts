import type { ConnectionOptions } from 'node:tls';

/** How to sign in to the brokers. */
export interface KafkaSasl {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

/** Where the feed is, and the topic as it is made when it is absent. */
export interface KafkaFeedOptions {
  /** `host:port` of some brokers; the others are learnt from them. */
  readonly brokers: readonly string[];
  readonly topic: string;
  /** Of a topic that is made. One account is on one partition. */
  readonly partitions: number;
  /** Of a topic that is made. */
  readonly replication: number;
  readonly sasl?: KafkaSasl;
  /** Encrypts the connections; trusts the authorities that Node trusts unless it names others (`ca`). */
  readonly tls?: Pick<ConnectionOptions, 'ca' | 'cert' | 'key'> | undefined;
  /** Begins the name of every client, and of followers' groups. */
  readonly clientId: string;
  /**
   * Told about each failure once, in the driver's own words, and of a refused sign-in or certificate in plain ones
   * (`KafkaRefusalError`); callers get a neutral error. Must not throw.
   */
  readonly onError: (error: unknown) => void;
  /** Told, once, what an operator should know while the feed goes on: a topic that differs, changes that are gone. */
  readonly onWarning: (message: string) => void;
}
