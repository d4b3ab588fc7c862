import {
  type AccountFollower,
  AntiEntropy,
  DigestComparison,
  Indexer,
  openRedisStore,
  Replica,
  type StopAlarm,
  WarmSource,
} from '@grantlog/decision';
import { type EventLogReader, openKafkaFeed } from '@grantlog/event-log';
import { kafkaSettings, type Logger } from '@grantlog/platform';
import { FeedConnection } from './feed/feed-connection.js';
import type { ProjectionSettings } from './start-projection-service.js';

/** The group whose members share the writing of the warm copy. */
const indexerGroup = 'grantlog.indexer';

/** Accounts in memory, and everything that keeps them and their warm copy at the newest revision. */
export interface Following {
  readonly replica: Replica;
  readonly feed: FeedConnection;
  readonly comparison: DigestComparison;
  readonly antiEntropy: AntiEntropy;
  /** The account, or `undefined` when it has no events or cannot be loaded now; it is loaded when it is asked about. */
  load(account: string): Promise<AccountFollower | undefined>;
  close(): Promise<void>;
}

/** Begins to follow every account; nothing has to be up for it. */
export function followAccounts(log: EventLogReader, settings: ProjectionSettings, logger: Logger): Following {
  const failed = (what: string) => (error: unknown) => {
    logger.error({ err: error }, what);
  };
  const failedFor = (what: string) => (account: string, error: unknown) => {
    logger.warn({ account, err: error }, what);
  };
  const alarm: StopAlarm = (account, revision, cause) => {
    logger.error({ account, revision: String(revision), err: cause }, 'an account stopped at an event');
  };
  const store = openRedisStore({
    url: settings.redisUrl,
    logId: log.logId,
    onError: failed('the copy failed'),
  });
  const kafka = openKafkaFeed({
    ...kafkaSettings(settings),
    clientId: 'grantlog-projection-service',
    onError: failed('the feed failed'),
    onWarning: (message) => {
      logger.warn(message);
    },
  });
  const feed = new FeedConnection(kafka, failed('the feed cannot be followed yet'));
  const source = new WarmSource({
    store,
    log,
    follow: (listener) => feed.follow(listener),
    onFailure: failedFor('an account could not be loaded from everywhere'),
  });
  const { memoryLimitBytes } = settings;
  const replica = new Replica(source, {
    alarm,
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
  });
  const antiEntropy = new AntiEntropy(replica, {
    onFailure: failed('accounts cannot be compared with the log'),
  });
  const comparison = new DigestComparison(replica, {
    store,
    onMismatch: (mismatch) => {
      logger.error(mismatch, 'an account and its copy differ; run `npm run rebuild`');
    },
    onFailure: failedFor('an account could not be compared with its copy'),
  });
  const indexer = new Indexer({ store, log, alarm });

  replica.start();
  antiEntropy.start();
  comparison.start();
  feed.share(indexerGroup, indexer.handle);
  return {
    replica,
    feed,
    comparison,
    antiEntropy,
    load: (account) =>
      replica.open(account).catch((error: unknown) => {
        failedFor('the first account cannot be loaded yet')(account, error);
        return undefined;
      }),
    close: async () => {
      antiEntropy.stop();
      comparison.stop();
      replica.stop();
      await feed.close();
      await store.close();
    },
  };
}
