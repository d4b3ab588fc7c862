import { jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { kafkaForTests, ownKafkaForTests } from './kafka/kafka-for-tests.js';
import type { OwnKafka } from './kafka/kafka-server.js';
import { ownPostgresForTests } from './postgres/postgres-for-tests.js';
import { administer } from './postgres/postgres-server.js';
import type { RealService } from './real-service.js';
import { redisCommand } from './redis/redis-command.js';
import { redisClusterForTests, redisForTests } from './redis/redis-for-tests.js';

jest.setTimeout(60_000);

const directory = await mkdtemp(join(tmpdir(), 'grantlog-real-services-'));
const postgres = await ownPostgresForTests({ flags: ['-c', 'max_connections=17'] });
const redis = await redisForTests({ directory, flags: ['--appendonly', 'yes', '--appendfsync', 'always'] });
const cluster = await redisClusterForTests();
const kafka = await ownKafkaForTests({ properties: { 'message.max.bytes': '2000' } });

afterAll(async () => {
  for (const service of [postgres, redis, cluster, kafka]) await service?.stop();
  await rm(directory, { recursive: true, force: true });
});

const portOf = ({ address }: RealService) =>
  Number(new URL(address.includes('//') ? address : `any://${address}`).port);

/** Rejects when nobody listens. */
function reach(service: RealService): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(portOf(service), '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

async function rows(url: string, query: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(query)).rows;
  } finally {
    await client.end();
  }
}

const describeIf = (service: unknown) => (service === undefined ? describe.skip : describe);

describeIf(postgres)('a PostgreSQL for tests', () => {
  const server = postgres as NonNullable<typeof postgres>;

  it('makes databases of their own and takes flags', async () => {
    const [one, other] = [await server.createDatabase(), await server.createDatabase()];
    await administer(one, 'create table only_here (id int)');

    await expect(administer(other, 'select * from only_here')).rejects.toThrow('does not exist');
    expect(await rows(other, 'show max_connections')).toEqual([{ max_connections: '17' }]);
  });

  it.each(['kill', 'shutDown'] as const)(
    'keeps its port and what was committed over %s and restart',
    async (end) => {
      const url = await server.createDatabase();
      await administer(url, 'create table kept as select 7 as number');
      await server[end]();
      await expect(reach(server)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      await server.restart();

      expect(await rows(url, 'select number from kept')).toEqual([{ number: 7 }]);
    },
  );

  it('cuts the connections to one database', async () => {
    const [cut, kept] = [await server.createDatabase(), await server.createDatabase()];
    const clients = [cut, kept].map((connectionString) => new pg.Client({ connectionString }));
    for (const client of clients) {
      // A connection that is cut tells its client, its next query, or both.
      client.on('error', () => undefined);
      await client.connect();
    }
    await server.terminateConnections(cut);

    await expect(clients[0]?.query('select 1')).rejects.toBeDefined();
    await expect(clients[1]?.query('select 1')).resolves.toBeDefined();
    for (const client of clients) await client.end();
  });

  it('answers nobody, on no connection, while it is paused', async () => {
    const client = new pg.Client({ connectionString: server.address });
    await client.connect();
    await server.pause();
    const answers = [client.query('select 1'), administer(server.address, 'select 1')];
    await reach(server);
    // What reached the server before this had time to be answered.
    expect(await Promise.race([...answers, wait(100, 'nothing')])).toBe('nothing');
    await server.resume();

    await Promise.all(answers);
    await client.end();
  });

  it('can be restarted while it is paused', async () => {
    await server.pause();
    await server.restart();

    await administer(server.address, 'select 1');
  });

  it('leaves nobody on its port when it is stopped', async () => {
    await server.stop();
    await server.stop();

    await expect(reach(server)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('says what the program says when it does not start', async () => {
    process.env['REQUIRE_SERVICES'] = 'true';
    try {
      await expect(ownPostgresForTests({ flags: ['-c', 'no_such_setting=1'] })).rejects.toThrow(
        /PostgreSQL ended: .*no_such_setting/su,
      );
    } finally {
      delete process.env['REQUIRE_SERVICES'];
    }
  });
});

describeIf(redis)('a Redis for tests', () => {
  const server = redis as RealService;

  it('keeps its port, and its data where flags say so', async () => {
    await redisCommand(portOf(server), 'SET', 'kept', 'yes');
    await server.kill();
    await expect(reach(server)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await server.restart();

    expect(await redisCommand(portOf(server), 'GET', 'kept')).toBe('yes');
    expect(await redisCommand(portOf(server), 'CONFIG', 'GET', 'maxmemory-policy')).toBeDefined();
  });

  it('leaves nobody on its port and no data when it is stopped', async () => {
    expect(await readdir(directory)).toEqual([`redis-data-${portOf(server)}`]);
    await server.stop();

    await expect(reach(server)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(await readdir(directory)).toEqual([]);
  });
});

describeIf(cluster)('a Redis Cluster for tests', () => {
  it('serves every slot by one of three masters, and none of them when it is stopped', async () => {
    const nodes = cluster?.nodes ?? [];
    const answers: string[] = [];
    for (const node of nodes)
      answers.push(
        await redisCommand(portOf(node), 'SET', 'key', 'value').catch((error: unknown) => String(error)),
      );

    expect(answers.filter((answer) => answer === 'OK')).toHaveLength(1);
    expect(answers.filter((answer) => answer.includes('MOVED'))).toHaveLength(2);
    await cluster?.stop();
    for (const node of nodes) await expect(reach(node)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describeIf(kafka)('a Kafka for tests', () => {
  const server = kafka as OwnKafka;
  const client = new Kafka({ brokers: [...(kafka?.brokers ?? [])], logLevel: logLevel.NOTHING });

  async function produce(topic: string, value: string): Promise<void> {
    const producer = client.producer();
    await producer.connect();
    await producer.send({ topic, acks: -1, messages: [{ key: 'k', value }] });
    await producer.disconnect();
  }

  async function offsets(topic: string): Promise<readonly string[]> {
    const admin = client.admin();
    await admin.connect();
    const found = await admin.fetchTopicOffsets(topic);
    await admin.disconnect();
    return found.map(({ offset }) => offset);
  }

  it('makes topics of twelve partitions that can be written to, and takes settings', async () => {
    const topic = await server.createTopic();
    await produce(topic, 'small');
    expect((await offsets(topic)).toSorted()).toEqual([...Array<string>(11).fill('0'), '1']);

    await expect(produce(topic, randomBytes(2_000).toString('hex'))).rejects.toThrow('larger than');
  });

  it('keeps its port and what was acknowledged over kill and restart', async () => {
    const topic = await server.createTopic({ partitions: 1 });
    await produce(topic, 'kept');
    await server.kill();
    await expect(reach(server)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await server.restart();

    expect(await offsets(topic)).toEqual(['1']);
  });

  it('is shared by those who are told its address, each of whom only removes topics of its own', async () => {
    process.env['TEST_KAFKA_BROKERS'] = server.address;
    try {
      const shared = await kafkaForTests();
      const mine = await server.createTopic({ partitions: 1 });
      const theirs = await shared?.createTopic({ partitions: 1 });
      await shared?.stop();

      const admin = client.admin();
      await admin.connect();
      const topics = await admin.listTopics();
      await admin.disconnect();
      expect(topics).toContain(mine);
      expect(topics).not.toContain(theirs);
    } finally {
      delete process.env['TEST_KAFKA_BROKERS'];
    }
  });

  it('leaves nobody on its port when it is stopped', async () => {
    await server.stop();

    await expect(reach(server)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
