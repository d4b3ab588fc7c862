import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { Certificates, pair, securedKafkaForTests } from '@grantlog/testing';
import { acceptChangeFeed } from '../../acceptance/change-feed.fixture.js';
import { Collected, eventsOf } from '../../acceptance/collected.fixture.js';
import { until } from '../../acceptance/until.fixture.js';
import type { ChangeFeed } from '../change-feed.js';
import type { KafkaFeedOptions } from './kafka-feed-options.js';
import { openKafkaFeed } from './open-kafka-feed.js';

jest.setTimeout(120_000);

const server = await securedKafkaForTests();
const account = '111111111111';
const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

(server === undefined ? describe.skip : describe)('a Kafka that encrypts', () => {
  const kafka = server as NonNullable<typeof server>;
  const others = new Certificates();
  const errors: unknown[] = [];
  const feeds: ChangeFeed[] = [];

  afterEach(async () => {
    await Promise.all(feeds.splice(0).map((feed) => feed.close()));
    errors.length = 0;
  });

  afterAll(async () => {
    others.remove();
    await kafka.stop();
  });

  const trusted = () => ({ ca: readFileSync(kafka.authority.certFile) });

  const options = (changed: Partial<KafkaFeedOptions> = {}): KafkaFeedOptions => ({
    brokers: kafka.signInBrokers,
    topic: `secured-${randomUUID()}`,
    partitions: 3,
    replication: 1,
    clientId: 'secured',
    tls: trusted(),
    onError: (error) => errors.push(error),
    onWarning: (message) => errors.push(message),
    ...changed,
  });

  const open = (changed: Partial<KafkaFeedOptions>): ChangeFeed => {
    const feed = openKafkaFeed(options(changed));
    feeds.push(feed);
    return feed;
  };

  const carries = async (feed: ChangeFeed) => {
    const collected = new Collected();
    await feed.follow(collected.listener);
    await feed.publish(eventsOf(account, 1, 3));
    await until('they arrive', () => collected.has(account, 3));
    expect(errors).toEqual([]);
  };

  /** What an operator is told when nothing can be published. */
  const refusal = async (changed: Partial<KafkaFeedOptions>): Promise<string> => {
    await expect(open(changed).publish(eventsOf(account, 1, 1))).rejects.toMatchObject({
      name: 'ChangeFeedUnavailableError',
    });
    const [error] = errors;
    return error instanceof Error ? error.message : String(error);
  };

  describe('keeps the promises of a feed', () => {
    acceptChangeFeed({
      newPlace: () => {
        const { user } = kafka;
        const chosen = options({ sasl: { mechanism: 'scram-sha-512', ...user }, partitions: 12 });
        return Promise.resolve({
          open: (onError) => openKafkaFeed({ ...chosen, onError, onWarning: onError }),
        });
      },
      outage: { begin: () => kafka.kill(), end: () => kafka.restart() },
    });
  });

  it.each(mechanisms)('takes a user that signs in with %s', async (mechanism) => {
    await carries(open({ sasl: { mechanism, ...kafka.user } }));
  });

  it('takes a user that signs in without TLS', async () => {
    const sasl = { mechanism: 'plain', ...kafka.user } as const;
    await carries(open({ brokers: kafka.unencryptedBrokers, sasl, tls: undefined }));
  });

  it('takes a certificate of the client', async () => {
    await carries(open({ brokers: kafka.certificateBrokers, tls: { ...trusted(), ...pair(kafka.client) } }));
  });

  it.each(mechanisms)('says in one line that a password is wrong, with %s', async (mechanism) => {
    const password = 'canary-password';
    const message = await refusal({ sasl: { mechanism, username: 'grantlog', password } });
    expect(message).toMatch(/^Kafka refuses the sign-in \(.*\)$/);
    expect(message).not.toContain(password);
  });

  it.each([
    [
      'the authority is another one',
      () => ({ tls: { ca: readFileSync(others.authority('other').certFile) } }),
    ],
    ['the certificate is of nobody that Node trusts', () => ({ tls: {} })],
  ])('says in one line that %s', async (_, changed) => {
    const message = await refusal({ sasl: { mechanism: 'plain', ...kafka.user }, ...changed() });
    expect(message).toMatch(
      /^the certificate of the Kafka broker at 127\.0\.0\.1:[0-9]+ is not trusted \(.*\)$/,
    );
  });

  it('says in one line that it wants a certificate', async () => {
    expect(await refusal({ brokers: kafka.certificateBrokers })).toMatch(
      /^the Kafka broker at 127\.0\.0\.1:[0-9]+ refuses the client's certificate, or misses one \(.*\)$/,
    );
  });
});
