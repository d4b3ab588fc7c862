import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { ownKafkaForTests } from '@grantlog/testing';
import { acceptChangeFeed } from '../../acceptance/change-feed.fixture.js';
import { openKafkaFeed } from './open-kafka-feed.js';

jest.setTimeout(120_000);

const server = await ownKafkaForTests();

(server === undefined ? describe.skip : describe)('the feed on Kafka', () => {
  const kafka = () => {
    if (server === undefined) throw new Error('there is no server');
    return server;
  };

  afterAll(async () => {
    await server?.stop();
  });

  acceptChangeFeed({
    newPlace: () => {
      const topic = `acceptance-${randomUUID()}`;
      return Promise.resolve({
        open: (onError) =>
          openKafkaFeed({
            brokers: kafka().brokers,
            topic,
            partitions: 12,
            replication: 1,
            clientId: 'feed-under-test',
            onError,
            onWarning: onError,
          }),
      });
    },
    outage: { begin: () => kafka().kill(), end: () => kafka().restart() },
  });
});
