import { type DocumentStore, openRedisStore } from '@grantlog/decision';
import { type EventLogReader, openKafkaFeed } from '@grantlog/event-log';
import type { KafkaSettings, Logger, RedisSettings } from '@grantlog/platform';
import { FeedConnection } from './feed/feed-connection.js';

/** What accounts come from besides the log. */
export interface Engines {
  readonly store: DocumentStore;
  readonly feed: FeedConnection;
}

/** Opens Redis and Kafka; neither has to be up. */
export function openEngines(
  { logId }: Pick<EventLogReader, 'logId'>,
  { redis, kafka }: { readonly redis: RedisSettings; readonly kafka: KafkaSettings },
  logger: Logger,
): Engines {
  const failed = (what: string) => (error: unknown) => {
    logger.error({ err: error }, what);
  };
  const store = openRedisStore({ ...redis, logId, onError: failed('the copy failed') });
  const changes = openKafkaFeed({
    ...kafka,
    clientId: 'grantlog-projection-service',
    onError: failed('the feed failed'),
    onWarning: (message) => {
      logger.warn(message);
    },
  });
  return { store, feed: new FeedConnection(changes, failed('the feed cannot be followed yet')) };
}
