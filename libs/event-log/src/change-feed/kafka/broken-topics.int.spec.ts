import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { kafkaForTests } from '@grantlog/testing';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import type { Admin, Message } from 'kafkajs';
import { Collected, eventsOf } from '../../acceptance/collected.fixture.js';
import { until } from '../../acceptance/until.fixture.js';
import type { ChangeFeed } from '../change-feed.js';
import type { KafkaFeedOptions } from './kafka-feed-options.js';
import { openKafkaFeed } from './open-kafka-feed.js';

jest.setTimeout(120_000);

const server = await kafkaForTests();
const unavailable = { name: 'ChangeFeedUnavailableError' };
const account = '111111111111';

(server === undefined ? describe.skip : describe)('the topic of a feed on Kafka', () => {
  const brokers = [...(server?.brokers ?? [])];
  const errors: unknown[] = [];
  const warnings: string[] = [];
  const feeds: ChangeFeed[] = [];
  let topic: string;

  beforeEach(() => {
    topic = `broken-${randomUUID()}`;
  });

  afterEach(async () => {
    await Promise.all(feeds.splice(0).map((feed) => feed.close()));
    errors.length = 0;
    warnings.length = 0;
  });

  afterAll(async () => {
    await server?.stop();
  });

  const open = (options: Partial<KafkaFeedOptions> = {}): ChangeFeed => {
    const feed = openKafkaFeed({
      brokers,
      topic,
      partitions: 3,
      replication: 1,
      clientId: 'broken',
      onError: (error) => errors.push(error),
      onWarning: (message) => warnings.push(message),
      ...options,
    });
    feeds.push(feed);
    return feed;
  };

  const client = () => new Kafka({ brokers, logLevel: logLevel.NOTHING });

  const administer = async <T>(work: (admin: Admin) => Promise<T>): Promise<T> => {
    const admin = client().admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  };

  const send = async (messages: readonly Message[]): Promise<void> => {
    const producer = client().producer();
    await producer.connect();
    await producer.send({ topic, messages: [...messages] });
    await producer.disconnect();
  };

  const make = (numPartitions: number, policy: string) =>
    administer((admin) =>
      admin.createTopics({
        topics: [{ topic, numPartitions, configEntries: [{ name: 'cleanup.policy', value: policy }] }],
        waitForLeaders: false,
      }),
    );

  it('is made as configured where it is absent, whoever comes first', async () => {
    const collected = new Collected();
    const [publishing, following] = [open(), open()];
    const [subscription] = await Promise.all([
      following.follow(collected.listener),
      publishing.publish(eventsOf(account, 1, 1)),
    ]);
    expect(subscription.isConnected).toBe(true);
    const { topics } = await administer((admin) => admin.fetchTopicMetadata({ topics: [topic] }));
    expect(topics[0]?.partitions).toHaveLength(3);
    expect([errors, warnings]).toEqual([[], []]);
  });

  it('is used and reported once where it has other partitions or replicas than configured', async () => {
    await make(5, 'delete');
    const collected = new Collected();
    const feed = open({ replication: 3 });
    await feed.follow(collected.listener);
    await feed.publish(eventsOf(account, 1, 2));
    await until('they arrive', () => collected.has(account, 2));
    expect(warnings).toEqual([
      `topic \`${topic}\` has 5 partitions, not 3 as configured; it is used as it is`,
      `topic \`${topic}\` has 1 replicas, not 3 as configured; it is used as it is`,
    ]);
    expect(errors).toEqual([]);
  });

  it('is refused where it is compacted, until an operator has changed it', async () => {
    await make(3, 'compact');
    const feed = open();
    await expect(feed.publish(eventsOf(account, 1, 1))).rejects.toMatchObject(unavailable);
    await expect(feed.follow(() => undefined)).rejects.toMatchObject(unavailable);
    await expect(feed.share('indexer', () => Promise.resolve())).rejects.toMatchObject(unavailable);
    for (const error of errors) {
      expect(error).toMatchObject({
        name: 'TopicMismatchError',
        message: expect.stringContaining('cleanup.policy=compact') as string,
      });
    }
    await administer((admin) =>
      admin.alterConfigs({
        validateOnly: false,
        resources: [
          {
            type: ConfigResourceTypes.TOPIC,
            name: topic,
            configEntries: [{ name: 'cleanup.policy', value: 'delete' }],
          },
        ],
      }),
    );
    await until('it can be used', () =>
      feed.publish(eventsOf(account, 1, 1)).then(
        () => true,
        () => false,
      ),
    );
  });

  it('is made again when it was deleted, and followers go on with what comes then', async () => {
    const [follower, member] = [new Collected(), new Collected()];
    const feed = open();
    const followed = await feed.follow(follower.listener);
    await feed.share(`indexer-${topic}`, (id, events) => {
      member.listener(id, events);
      return Promise.resolve();
    });
    await feed.publish(eventsOf(account, 1, 20));
    await until('they arrive', () => follower.has(account, 20) && member.has(account, 20));
    await administer((admin) => admin.deleteTopics({ topics: [topic] }));
    await until('it can be published again', () =>
      feed.publish(eventsOf(account, 21, 21)).then(
        () => true,
        () => false,
      ),
    );
    await until('the follower has it', () => follower.has(account, 21));
    await until('the member has it', () => member.has(account, 21));
    await until('it shows', () => followed.isConnected);
    expect(warnings).toContain(`topic \`${topic}\` was deleted; it is made again`);
  });

  it('may hold messages that are no events: each is reported once and left out', async () => {
    const [follower, member] = [new Collected(), new Collected()];
    const feed = open();
    await feed.follow(follower.listener);
    await feed.publish(eventsOf(account, 1, 1));
    await send([
      { key: account, value: 'not JSON' },
      { key: null, value: '{}' },
      { key: account, value: null },
      { key: 'another', value: eventsOf(account, 9, 9)[0]?.text ?? '' },
    ]);
    await feed.publish(eventsOf(account, 2, 2));
    await until('what follows arrives', () => follower.has(account, 2));
    expect(follower.known(account)).toEqual([1, 2]);
    await until('all are reported', () => errors.length >= 4);
    expect(errors).toHaveLength(4);
    await feed.share(`indexer-${topic}`, (id, events) => {
      member.listener(id, events);
      return Promise.resolve();
    });
    await until('a member is not held up either', () => member.has(account, 2));
    expect(member.known(account)).toEqual([1, 2]);
    for (const error of errors) {
      expect(error).toMatchObject({
        message: expect.stringMatching(/^message \d of partition \d/) as string,
      });
    }
  });

  it('is shared by processes: another one goes on where one has left', async () => {
    const [first, second] = [new Collected(), new Collected()];
    const [here, there] = [open(), open()];
    const share = (feed: ChangeFeed, collected: Collected) =>
      feed.share(`indexer-${topic}`, (id, events) => {
        collected.listener(id, events);
        return Promise.resolve();
      });
    await share(here, first);
    await here.publish(eventsOf(account, 1, 2));
    await until('the first process has them', () => first.has(account, 2));
    await here.close();
    await share(there, second);
    await there.publish(eventsOf(account, 3, 3));
    await until('the second process goes on', () => second.has(account, 3));
    expect(second.known(account)).toEqual([3]);
  });

  it('cannot be reached where no broker is: every call says so in time, and says the cause once', async () => {
    const feed = open({ brokers: ['127.0.0.1:1'] });
    const begun = performance.now();
    await expect(feed.publish(eventsOf(account, 1, 1))).rejects.toMatchObject(unavailable);
    expect(errors).toHaveLength(1);
    await expect(feed.follow(() => undefined)).rejects.toMatchObject(unavailable);
    await expect(feed.share('indexer', () => Promise.resolve())).rejects.toMatchObject(unavailable);
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(errors).toHaveLength(3);
  });

  it('refuses an event that is too large for it, and takes others', async () => {
    const feed = open();
    await expect(feed.publish(eventsOf(account, 1, 1, 1_500_000))).rejects.toMatchObject(unavailable);
    await feed.publish(eventsOf(account, 2, 2));
  });
});
