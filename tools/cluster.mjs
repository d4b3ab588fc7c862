// The production services on real PostgreSQL, Kafka and Redis as local processes, for developers: started together,
// stopped together by Ctrl-C, nothing kept. `npm run cluster -- --replicas 3`.
import { parseArgs } from 'node:util';
import { Cluster, ownKafkaForTests, ownPostgresForTests, redisForTests } from '@grantlog/testing';

const { values } = parseArgs({ options: { replicas: { type: 'string', default: '2' } } });
const replicas = Number(values.replicas);
if (!Number.isInteger(replicas) || replicas < 1 || replicas > 9) {
  console.error(`--replicas is \`${values.replicas}\`; give a whole number from 1 to 9`);
  process.exit(1);
}

const opened = [];
/** Keeps what must be stopped, newest first. */
function keep(service) {
  opened.unshift(service);
  return service;
}

async function stop() {
  for (const service of opened.splice(0)) await service.stop();
}

const stopRequest = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, resolve);
});

async function start(name, starting) {
  const service = await starting;
  if (service === undefined) throw new Error(`${name} cannot be started here; the line above says why`);
  return keep(service);
}

async function run() {
  console.error('starting PostgreSQL, Kafka and Redis …');
  const [postgres, kafka, redis] = await Promise.all([
    start('PostgreSQL', ownPostgresForTests()),
    start('Kafka', ownKafkaForTests()),
    start('Redis', redisForTests()),
  ]);
  const services = {
    databaseUrl: await postgres.createDatabase(),
    kafkaBrokers: kafka.brokers.join(),
    redisUrl: redis.address,
  };
  console.error(`starting command-service and ${replicas} projection-services …`);
  const cluster = keep(
    await Cluster.start(services, {
      replicas,
      settingsOf: (process) => ({
        GRANTLOG_HTTP_LISTEN: `127.0.0.1:${8081 + process}`,
        GRANTLOG_GRPC_LISTEN: `127.0.0.1:${50_051 + Math.max(process, 0)}`,
      }),
    }),
  );
  for (const [name, address] of Object.entries(services)) console.log(`${name} ${address}`);
  const { accessKeyId, secretAccessKey } = cluster.rootKey;
  console.log(`export AWS_ACCESS_KEY_ID=${accessKeyId}\nexport AWS_SECRET_ACCESS_KEY=${secretAccessKey}`);
  console.log(`command-service http=${(await cluster.command.listening()).http}`);
  for (const replica of cluster.replicas) {
    const { http, grpc } = await replica.listening();
    console.log(`projection-service http=${http} grpc=${grpc}`);
  }
  console.error('Ctrl-C stops everything; nothing is kept');
  await stopRequest;
  console.error('stopping …');
}

try {
  await Promise.race([run(), stopRequest]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await stop();
}
