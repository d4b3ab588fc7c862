/** A JVM that starts sooner than with the defaults of a server: 1.9 instead of 2.4 seconds. */
export const quickStart = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/** Where a broker for tests listens and writes. */
export interface BrokerPlace {
  readonly port: number;
  readonly controllerPort: number;
  readonly logDirectory: string;
  /** Where it listens, when not on the loopback interface only. */
  readonly host?: string;
  /** More listeners of the same host, by name. */
  readonly listeners?: readonly BrokerListener[];
}

/** One more place where a broker listens. */
export interface BrokerListener {
  /** In capitals. */
  readonly name: string;
  readonly port: number;
  readonly protocol: 'SSL' | 'SASL_SSL' | 'SASL_PLAINTEXT';
}

/**
 * The settings of a single node that is broker and controller (KRaft). Source of each: Apache Kafka documentation,
 * "Broker Configs".
 */
export function brokerProperties({
  port,
  controllerPort,
  logDirectory,
  host = '127.0.0.1',
  listeners = [],
}: BrokerPlace): Readonly<Record<string, string>> {
  const plain = { name: 'PLAINTEXT', port, protocol: 'PLAINTEXT' };
  const forClients = [plain, ...listeners];
  const at = (where: string) => forClients.map((each) => `${each.name}://${where}:${each.port}`);
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: [...at(host), `CONTROLLER://127.0.0.1:${controllerPort}`].join(),
    'advertised.listeners': at('127.0.0.1').join(),
    'listener.security.protocol.map': [
      ...forClients.map(({ name, protocol }) => `${name}:${protocol}`),
      'CONTROLLER:PLAINTEXT',
    ].join(),
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': logDirectory,
    ...singleNode,
  };
}

const singleNode: Readonly<Record<string, string>> = {
  // The defaults of the next five want three brokers.
  'offsets.topic.replication.factor': '1',
  'offsets.topic.num.partitions': '4',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'transaction.state.log.num.partitions': '4',
  // Topics are created on purpose; a typo must fail.
  'auto.create.topics.enable': 'false',
  // The default holds the first rebalance of a group for three seconds.
  'group.initial.rebalance.delay.ms': '0',
  // The default is half of a heap of 256 MB.
  'log.cleaner.dedupe.buffer.size': '4194304',
  // A killed broker cannot register again until its old session has timed out, nine seconds by default. A busy machine on
  // which it gets no CPU for longer takes it out of the cluster.
  'broker.session.timeout.ms': '3000',
  'broker.heartbeat.interval.ms': '300',
};

/** In the syntax of `java.util.Properties`. */
export function propertiesText(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('');
}

/** As the variables from which the official image makes properties. */
export function propertiesEnvironment(
  properties: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      `KAFKA_${name.replaceAll('_', '__').replaceAll('-', '___').replaceAll('.', '_').toUpperCase()}`,
      value,
    ]),
  );
}
