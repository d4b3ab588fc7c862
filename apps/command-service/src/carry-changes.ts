import type { WritePorts } from '@grantlog/admin-api';
import type { StoredEvent } from '@grantlog/events';
import { openKafkaFeed, type Relay, startRelay } from '@grantlog/event-log';
import {
  backlogReadings,
  type KafkaSettings,
  type Logger,
  type Oversight,
  relayReadings,
  tracedPublish,
} from '@grantlog/platform';

/** The relay of a process, and what ends it. */
export interface CarriedChanges {
  readonly relay: Relay;
  /** Ends after what is being published now. */
  close(): Promise<void>;
}

/** Starts to carry what is committed over to Kafka, which may be down. */
export function carryChanges(
  { log, clock }: Pick<WritePorts, 'log' | 'clock'>,
  { databaseUrl, kafka }: { readonly databaseUrl: string; readonly kafka: KafkaSettings },
  { logger, oversight }: { readonly logger: Logger; readonly oversight: Oversight },
): CarriedChanges {
  const onError = (error: unknown) => {
    logger.error({ err: error }, 'the relay failed');
  };
  const feed = openKafkaFeed({
    ...kafka,
    clientId: 'grantlog-command-service',
    onError,
    onWarning: (message) => {
      logger.warn(message);
    },
  });
  const publish = tracedPublish<StoredEvent>(oversight.tracing, (events) => feed.publish(events));
  const relay = startRelay({ url: databaseUrl, log, feed: { publish }, clock, onError });
  oversight.metrics.collect(() => relayReadings(relay));
  oversight.metrics.collect(async () => backlogReadings(await relay.progress()));
  return {
    relay,
    close: async () => {
      await relay.stop();
      await feed.close();
    },
  };
}
