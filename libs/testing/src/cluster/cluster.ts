import { randomBytes } from 'node:crypto';
import { createReader } from './database-reader.js';
import { type AccessKeyPair, ServiceProcess } from './service-process.js';

/** The addresses of the services that a cluster runs on. */
export interface ClusterServices {
  /** An empty PostgreSQL database, as its owner. */
  readonly databaseUrl: string;
  readonly kafkaBrokers: string;
  readonly redisUrl: string;
}

/** How a cluster is started. */
export interface ClusterOptions {
  /** How many projection-services; 3 unless said. */
  readonly replicas?: number;
  /** Settings of every process, on top of those that connect it. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Settings of one process more, by its number: the command-service is -1, the replicas are 0, 1, 2 … */
  readonly settingsOf?: (process: number) => Readonly<Record<string, string>>;
}

interface ClusterParts {
  readonly options: ClusterOptions;
  readonly settings: Readonly<Record<string, string>>;
  readonly masterKey: string;
  readonly readerUrl: string;
}

/** A command-service and its projection-services, as separate processes on real services. */
export class Cluster {
  readonly replicas: ServiceProcess[] = [];
  #command: ServiceProcess;

  private constructor(
    command: ServiceProcess,
    private readonly parts: ClusterParts,
    /** The root key of the first account. */
    readonly rootKey: AccessKeyPair,
  ) {
    this.#command = command;
  }

  /** Starts command-service first, which makes the schema and the account, then the replicas; resolves when all serve. */
  static async start(services: ClusterServices, options: ClusterOptions = {}): Promise<Cluster> {
    const settings = {
      GRANTLOG_DATABASE_URL: services.databaseUrl,
      GRANTLOG_KAFKA_BROKERS: services.kafkaBrokers,
      GRANTLOG_REDIS_URL: services.redisUrl,
      // A topic of its own, so that clusters of one run can share a broker.
      GRANTLOG_KAFKA_TOPIC: `grantlog.events.${randomBytes(6).toString('hex')}`,
      ...options.settings,
    };
    const masterKey = randomBytes(32).toString('base64');
    const command = commandService(settings, masterKey, options);
    try {
      await command.listening();
      const readerUrl = await createReader(services.databaseUrl);
      const cluster = new Cluster(command, { options, settings, masterKey, readerUrl }, command.rootKey());
      await Promise.all(Array.from({ length: options.replicas ?? 3 }, () => cluster.addReplica()));
      return cluster;
    } catch (error) {
      await command.stop('SIGKILL');
      throw error;
    }
  }

  /** The running command-service. */
  get command(): ServiceProcess {
    return this.#command;
  }

  /** Starts one more projection-service and waits until it serves. */
  async addReplica(): Promise<ServiceProcess> {
    const { options, settings, readerUrl } = this.parts;
    const replica = new ServiceProcess('projection-service', {
      ...settings,
      GRANTLOG_DATABASE_URL: readerUrl,
      ...options.settingsOf?.(this.replicas.length),
    });
    this.replicas.push(replica);
    await replica.listening();
    return replica;
  }

  /** Starts a command-service in the place of one that has ended, and waits until it serves. */
  async restartCommand(): Promise<ServiceProcess> {
    const { settings, masterKey, options } = this.parts;
    this.#command = commandService(settings, masterKey, options);
    await this.#command.listening();
    return this.#command;
  }

  /** Asks every process to stop and waits for all of them; those that have ended already are left out. */
  async stop(): Promise<void> {
    await Promise.all([this.#command, ...this.replicas].map((process) => process.stop()));
  }
}

function commandService(
  settings: Readonly<Record<string, string>>,
  masterKey: string,
  options: ClusterOptions,
): ServiceProcess {
  return new ServiceProcess('command-service', {
    ...settings,
    GRANTLOG_MASTER_KEY: masterKey,
    ...options.settingsOf?.(-1),
  });
}
