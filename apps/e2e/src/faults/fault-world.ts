import { createHash } from 'node:crypto';
import { encodeRevisionToken } from '@grantlog/contract';
import {
  Cluster,
  type ClusterOptions,
  type OwnKafka,
  type OwnPostgres,
  ownKafkaForTests,
  ownPostgresForTests,
  Random,
  type RealService,
  redisForTests,
} from '@grantlog/testing';
import { GrpcClient } from '../clients/grpc-client.js';
import { RestClient } from '../clients/rest-client.js';
import { verifyPublicChain } from '../company/public-chain.js';
import { NaiveHistory } from './naive-history.js';
import { setUpTraffic, Traffic } from './traffic.js';

/** The services that a fault test breaks, each its own. */
export interface BreakableServices {
  readonly postgres: OwnPostgres;
  readonly kafka: OwnKafka;
  readonly redis: RealService;
}

/** Where the choices of a run come from; `FAULT_SEED` repeats one. */
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 2 ** 31);

/** A cluster of three replicas under load, with services of its own that may be broken. */
export class FaultWorld {
  readonly random = new Random(seed);

  private constructor(
    readonly services: BreakableServices,
    readonly cluster: Cluster,
    readonly root: RestClient,
    readonly askers: readonly GrpcClient[],
    readonly traffic: Traffic,
  ) {}

  /** @throws Error where the services cannot be started: this suite is nothing without them */
  static async start(options: ClusterOptions = {}): Promise<FaultWorld> {
    process.stderr.write(`faults with FAULT_SEED=${seed}\n`);
    const services = await startServices();
    const cluster = await Cluster.start(
      {
        databaseUrl: await services.postgres.createDatabase(),
        kafkaBrokers: services.kafka.brokers.join(),
        redisUrl: services.redis.address,
      },
      options,
    );
    const root = new RestClient((await cluster.command.listening()).http, cluster.rootKey);
    await setUpTraffic(root);
    const { credentials } = await root.expect('POST', '/sts/session-token', {});
    const { sessionToken } = credentials as { sessionToken: string };
    const askers: GrpcClient[] = [];
    for (const replica of cluster.replicas) {
      askers.push(new GrpcClient((await replica.listening()).grpc, sessionToken));
    }
    return new FaultWorld(services, cluster, root, askers, new Traffic(new Random(seed + 1), root, askers));
  }

  /** Starts command-service again after it was killed; writes go to the new one. */
  async restartCommand(): Promise<RestClient> {
    const { http } = await (await this.cluster.restartCommand()).listening();
    this.traffic.writer = new RestClient(http, this.cluster.rootKey);
    return this.traffic.writer;
  }

  /** Writes once more and waits until every replica answers at that revision: what was broken has healed. */
  async healed(patienceMs = 60_000): Promise<void> {
    const until = Date.now() + patienceMs;
    while ((await this.traffic.write()) === undefined) {
      if (Date.now() > until) throw new Error('writes do not come back');
    }
    for (const replica of this.askers.keys()) {
      while ((await this.traffic.ask(replica, true)) === undefined) {
        if (Date.now() > until) throw new Error(`replica ${replica} does not come back`);
      }
    }
  }

  /**
   * Checks everything that was seen against the log: the chain verifies, every acknowledged write is there once, no
   * answer is older than what was demanded, and each is what the oracle says at the revision it names.
   */
  async check(): Promise<NaiveHistory> {
    const { acknowledged, observations, writer } = this.traffic;
    const events = await verifyPublicChain(writer, (text) => createHash('sha256').update(text).digest('hex'));
    const reasons = events.map(({ reason }) => reason);
    for (const { reason, revision } of acknowledged) {
      expect([reason, reasons.indexOf(reason) + 1, reasons.lastIndexOf(reason) + 1]).toEqual([
        reason,
        revision,
        revision,
      ]);
    }
    const history = new NaiveHistory(events);
    expect(observations.filter(({ revision, demanded }) => revision < demanded)).toEqual([]);
    expect(
      observations.filter(
        ({ revision, question, decision }) => decision !== history.decisionAt(revision, question),
      ),
    ).toEqual([]);
    return history;
  }

  /** The revision token of a write that never happened, so many revisions beyond the newest acknowledged one. */
  async tokenBeyond(revisions = 1): Promise<string> {
    const { account } = await this.traffic.writer.expect('GET', '/account');
    const { logId, accountId, headRevision } = account as Record<string, string>;
    const scope = { logId: logId ?? '', account: accountId ?? '' };
    return encodeRevisionToken(scope, BigInt(headRevision ?? 0) + BigInt(revisions));
  }

  async stop(): Promise<void> {
    await this.traffic.stop();
    for (const asker of this.askers) asker.close();
    await this.cluster.stop();
    const { postgres, kafka, redis } = this.services;
    await Promise.all([postgres.stop(), kafka.stop(), redis.stop()]);
  }
}

async function startServices(): Promise<BreakableServices> {
  const [postgres, kafka, redis] = await Promise.all([
    ownPostgresForTests(),
    ownKafkaForTests(),
    redisForTests(),
  ]);
  if (postgres !== undefined && kafka !== undefined && redis !== undefined) return { postgres, kafka, redis };
  await Promise.all([postgres?.stop(), kafka?.stop(), redis?.stop()]);
  throw new Error('PostgreSQL, Kafka or Redis cannot be started here; the lines above say why');
}
