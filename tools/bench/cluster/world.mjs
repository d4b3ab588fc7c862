import { randomBytes } from 'node:crypto';
import { openPostgresLog } from '@grantlog/event-log';
import { Cluster, ownKafkaForTests, ownPostgresForTests, redisForTests } from '@grantlog/testing';
import { said } from '../decisions/workload.mjs';
import { authorizePath } from '../grpc/authorize-calls.mjs';
import { FrameClient } from '../grpc/frame-client.mjs';
import { seedLog } from '../grpc/seed.mjs';
import { stopWhenInterrupted } from '../interruption.mjs';
import { descendantsOf, programOf } from '../measure/processes.mjs';
import { metricsOf } from './metrics.mjs';
import { until } from './until.mjs';

/** Longer than any call here may take; a server that is asked without a deadline answers at once or never. */
const callDeadline = ['grpc-timeout', '20S'];

/**
 * Runs the work on a cluster of its own, on a PostgreSQL, Kafka and Redis of its own, whose log has these events; stops
 * everything afterwards, whatever happens. The replicas start when the events are published.
 */
export async function inWorld({ replicas = 3, events = [], roles = [] }, work) {
  const opened = [];
  // What is still starting when the work ends has to be stopped as well.
  const keep = (starting) => {
    opened.unshift(starting);
    return starting;
  };
  const stop = async () => {
    said('stopping everything');
    for (const starting of opened.splice(0)) await (await starting.catch(() => undefined))?.stop();
  };
  const stopped = stopWhenInterrupted(stop);
  try {
    return await work(await open({ replicas, events, roles }, keep));
  } finally {
    await stop();
    await stopped();
  }
}

async function open({ replicas, events, roles }, keep) {
  said('starting PostgreSQL, Kafka and Redis');
  const services = await startServices(keep);
  const databaseUrl = await services.postgres.createDatabase();
  const masterKey = randomBytes(32).toString('base64');
  const [kafkaBrokers, redisUrl] = [services.kafka.brokers.join(), services.redis.address];
  const cluster = await keep(
    Cluster.start(
      { databaseUrl, kafkaBrokers, redisUrl },
      {
        replicas: 0,
        settings: { GRANTLOG_LOG_LEVEL: 'error' },
        settingsOf: (process) => (process === -1 ? { GRANTLOG_MASTER_KEY: masterKey } : {}),
      },
    ),
  );
  said(`writing ${events.length} events`);
  const seeded = await seed(databaseUrl, masterKey, events, roles);
  const command = (await cluster.command.listening()).http;
  const isPublished = async () => (await metricsOf(command)).grantlog_relay_backlog_events === 0;
  await until('the events are published', isPublished, 600_000);
  said(`starting ${replicas} projection-services`);
  await Promise.all(Array.from({ length: replicas }, () => cluster.addReplica()));
  const { rootKey } = cluster;
  return { services, databaseUrl, redisUrl, cluster, command, rootKey, ...seeded };
}

async function startServices(keep) {
  const starting = {
    postgres: keep(ownPostgresForTests()),
    kafka: keep(ownKafkaForTests()),
    redis: keep(redisForTests()),
  };
  const started = await Promise.all(
    Object.entries(starting).map(async ([name, service]) => [name, await service]),
  );
  for (const [name, service] of started)
    if (service === undefined) throw new Error(`${name} cannot be started here; the line above says why`);
  return Object.fromEntries(started);
}

async function seed(url, masterKey, events, roles) {
  const log = await openPostgresLog({
    url,
    clock: () => new Date(),
    onError: (error) => console.error(error),
  });
  try {
    return await seedLog(log, masterKey, events, roles);
  } finally {
    await log.close();
  }
}

/** A connection to a replica, as the user who may ask. */
export async function connectTo(replica, token) {
  const { grpc } = await replica.listening();
  return FrameClient.connect(grpc, authorizePath, [['authorization', `Bearer ${token}`], callDeadline]);
}

/** The processes of a world by what they are, for counting their processor time. */
export function processesOf({ cluster }) {
  const running = (program) => () => descendantsOf(process.pid).filter((pid) => programOf(pid) === program);
  return {
    'command-service': () => [cluster.command.pid],
    replicas: () => cluster.replicas.map(({ pid }) => pid),
    PostgreSQL: running('postgres'),
    Kafka: running('java'),
    Redis: running('redis-server'),
    load: () => [process.pid],
  };
}
