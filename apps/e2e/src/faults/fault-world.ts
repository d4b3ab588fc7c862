import { createHash, randomBytes } from 'node:crypto';
import { encodeRevisionToken } from '@grantlog/contract';
import { Cluster, type ClusterOptions, Random, type ServiceProcess } from '@grantlog/testing';
import { GrpcClient } from '../clients/grpc-client.js';
import { RestClient } from '../clients/rest-client.js';
import { verifyPublicChain } from '../company/public-chain.js';
import { type BreakableServices, type ServiceOptions, startServices } from './breakable-services.js';
import { healing } from './healing.js';
import { NaiveHistory } from './naive-history.js';
import { printed } from './spread.js';
import { setUpTraffic, Traffic, type Load } from './traffic.js';
import { until } from './until.js';

/** Where the choices of a run come from; `FAULT_SEED` repeats one. */
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 2 ** 31);

/** How a world differs from the usual one. */
export interface WorldOptions extends ServiceOptions {
  readonly cluster?: ClusterOptions;
}

/** What everything in a world is found by. */
interface WorldParts {
  readonly services: BreakableServices;
  readonly cluster: Cluster;
  readonly databaseUrl: string;
  readonly topic: string;
  readonly sessionToken: string;
}

/** A cluster of three replicas under load, with services of its own that may be broken. */
export class FaultWorld {
  readonly random = new Random(seed);

  private constructor(
    private readonly parts: WorldParts,
    readonly root: RestClient,
    readonly askers: GrpcClient[],
    readonly traffic: Traffic,
  ) {}

  /** `undefined`, after a line that says so, where this machine has not all of the services. */
  static async start(options: WorldOptions = {}): Promise<FaultWorld | undefined> {
    process.stderr.write(`faults with FAULT_SEED=${seed}\n`);
    const services = await startServices(options);
    if (services === undefined) return undefined;
    const databaseUrl = await services.postgres.createDatabase();
    const topic = `grantlog.events.${randomBytes(6).toString('hex')}`;
    const cluster = await Cluster.start(
      { databaseUrl, kafkaBrokers: services.kafka.brokers.join(), redisUrl: services.redis.address },
      { ...options.cluster, settings: { GRANTLOG_KAFKA_TOPIC: topic, ...options.cluster?.settings } },
    );
    const root = new RestClient((await cluster.command.listening()).http, cluster.rootKey);
    await setUpTraffic(root);
    const { credentials } = await root.expect('POST', '/sts/session-token', {});
    const { sessionToken } = credentials as { sessionToken: string };
    const askers: GrpcClient[] = [];
    for (const replica of cluster.replicas) askers.push(await askerOf(replica, sessionToken));
    const traffic = new Traffic(new Random(seed + 1), root, askers);
    return new FaultWorld({ services, cluster, databaseUrl, topic, sessionToken }, root, askers, traffic);
  }

  get services(): BreakableServices {
    return this.parts.services;
  }

  get cluster(): Cluster {
    return this.parts.cluster;
  }

  /** The database of the log, as its owner. */
  get databaseUrl(): string {
    return this.parts.databaseUrl;
  }

  /** The topic of the events. */
  get topic(): string {
    return this.parts.topic;
  }

  /** Starts a command-service beside or in the place of the one before; writes go to the new one. */
  async restartCommand(): Promise<RestClient> {
    const { http } = await (await this.cluster.restartCommand()).listening();
    this.traffic.writer = new RestClient(http, this.cluster.rootKey);
    return this.traffic.writer;
  }

  /** Kills a replica and starts another one in its place. */
  async replaceReplica(number: number): Promise<void> {
    await this.cluster.replicas[number]?.stop('SIGKILL');
    const fresh = await this.cluster.addReplica();
    const asker = await askerOf(fresh, this.parts.sessionToken);
    // The new one was put last, where the one before it has its number no more.
    this.cluster.replicas.pop();
    this.cluster.replicas[number] = fresh;
    this.askers[number]?.close();
    this.askers[number] = asker;
  }

  /** Starts one more replica for the time of the work, which is given its number. */
  async withOneMore(work: (number: number) => Promise<void>): Promise<void> {
    const fresh = await this.cluster.addReplica();
    const asker = await askerOf(fresh, this.parts.sessionToken);
    try {
      await work(this.askers.push(asker) - 1);
    } finally {
      this.askers.pop()?.close();
      this.cluster.replicas.pop();
      await fresh.stop();
    }
  }

  /** Something breaks under load and comes back; then everything heals, and what was seen is checked. */
  async underLoad(fault: () => Promise<void>, load: Load = {}): Promise<NaiveHistory> {
    const { traffic } = this;
    traffic.start(load);
    await this.acknowledges(30);
    await fault();
    await this.acknowledges(30);
    await traffic.stop();
    await this.healed();
    return this.check();
  }

  /** Waits until so many writes more are acknowledged. */
  async acknowledges(writes: number): Promise<void> {
    const { acknowledged } = this.traffic;
    const wanted = acknowledged.length + writes;
    await until(`${writes} more writes are acknowledged`, () => acknowledged.length >= wanted, 120_000);
  }

  /** See {@link healing}. */
  healed(): Promise<void> {
    return healing(this);
  }

  /**
   * Checks everything that was seen against the log, and forgets the answers: the chain verifies, every acknowledged
   * write is there once and no other one twice, no answer is older than what was demanded, and each is what the oracle
   * says at the revision it names.
   */
  async check(): Promise<NaiveHistory> {
    const { acknowledged, observations, writer } = this.traffic;
    const events = await verifyPublicChain(writer, (text) => createHash('sha256').update(text).digest('hex'));
    const recorded = new Map<unknown, number[]>();
    for (const { reason, revision } of events) {
      if (reason !== undefined) recorded.set(reason, [...(recorded.get(reason) ?? []), Number(revision)]);
    }
    const lost = acknowledged.filter(({ reason, revision }) => recorded.get(reason)?.[0] !== revision);
    expect(lost).toEqual([]);
    expect([...recorded].filter(([, revisions]) => revisions.length > 1)).toEqual([]);
    const history = new NaiveHistory(events);
    expect(observations.length).toBeGreaterThan(0);
    expect(observations.filter(({ revision, demanded }) => revision < demanded)).toEqual([]);
    const isWrong = ({ revision, question, decision }: (typeof observations)[number]) =>
      decision !== history.decisionAt(revision, question);
    expect(observations.filter(isWrong)).toEqual([]);
    this.traffic.forget();
    return history;
  }

  /** The revision token of a write that never happened, so many revisions beyond the newest acknowledged one. */
  async tokenBeyond(revisions = 1): Promise<string> {
    const { account } = await this.traffic.writer.expect('GET', '/account');
    const { logId, accountId, headRevision } = account as Record<string, string>;
    const scope = { logId: logId ?? '', account: accountId ?? '' };
    return encodeRevisionToken(scope, BigInt(headRevision ?? 0) + BigInt(revisions));
  }

  /** What the processes have printed, each its end. */
  lastWords(): string {
    const { command, replicas } = this.cluster;
    return [command, ...replicas]
      .map(({ service, output }) => `== ${service}\n${output.slice(-20_000)}`)
      .join('\n');
  }

  async stop(): Promise<void> {
    await this.traffic.stop();
    const { acknowledged, unanswered } = this.traffic;
    printed(`${acknowledged.length} writes acknowledged, ${unanswered} not`);
    for (const asker of this.askers) asker.close();
    await this.cluster.stop();
    const { postgres, kafka, redis } = this.services;
    await Promise.all([postgres.stop(), kafka.stop(), redis.stop()]);
  }
}

async function askerOf(replica: ServiceProcess, sessionToken: string): Promise<GrpcClient> {
  return new GrpcClient((await replica.listening()).grpc, sessionToken);
}
