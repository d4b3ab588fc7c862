import {
  Cluster,
  kafkaForTests,
  postgresForTests,
  redisForTests,
  ServiceProcess,
  type AccessKeyPair,
} from '@grantlog/testing';
import { temporaryDirectory } from '../clients/temporary-directory.js';

/** A running Grantlog, of whatever shape. */
export interface Deployment {
  /** `HOST:PORT` of REST. */
  readonly http: string;
  /** `HOST:PORT` of gRPC, one for each process that answers. */
  readonly grpc: readonly string[];
  readonly rootKey: AccessKeyPair;
  /** Ends it, and expects that every process ends as it should. */
  stop(): Promise<void>;
}

/** The shapes, each with its start; `undefined`, after a line that says so, where this machine cannot run one. */
export const deployments: readonly (readonly [string, () => Promise<Deployment | undefined>])[] = [
  ['one process', startStandalone],
  ['a cluster', startCluster],
];

async function startStandalone(): Promise<Deployment> {
  const directory = await temporaryDirectory();
  const server = new ServiceProcess('standalone', { GRANTLOG_DATA_DIR: directory.path });
  const { http, grpc } = await server.listening();
  return {
    http,
    grpc: [grpc],
    rootKey: server.rootKey(),
    stop: async () => {
      expect(await server.stop()).toMatchObject({ status: 0 });
      await directory.remove();
    },
  };
}

async function startCluster(): Promise<Deployment | undefined> {
  const [postgres, kafka, redis] = await Promise.all([postgresForTests(), kafkaForTests(), redisForTests()]);
  const stopServices = async () => {
    await Promise.all([postgres?.stop(), kafka?.stop(), redis?.stop()]);
  };
  if (postgres === undefined || kafka === undefined || redis === undefined) {
    await stopServices();
    return undefined;
  }
  const cluster = await Cluster.start(
    {
      databaseUrl: await postgres.createDatabase(),
      kafkaBrokers: kafka.brokers.join(),
      redisUrl: redis.address,
    },
    { replicas: 2 },
  );
  const replicas = await Promise.all(cluster.replicas.map((replica) => replica.listening()));
  return {
    http: (await cluster.command.listening()).http,
    grpc: replicas.map(({ grpc }) => grpc),
    rootKey: cluster.rootKey,
    stop: async () => {
      for (const process of [cluster.command, ...cluster.replicas]) {
        expect(await process.stop()).toMatchObject({ status: 0 });
      }
      await stopServices();
    },
  };
}
