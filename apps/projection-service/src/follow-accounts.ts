import {
  AntiEntropy,
  DigestComparison,
  type ForeignEventAlarm,
  Indexer,
  Replica,
  type StopAlarm,
  WarmSource,
} from '@grantlog/decision';
import type { EventLogReader } from '@grantlog/event-log';
import { type Logger, tracedListener, type Tracing } from '@grantlog/platform';
import type { Engines } from './engines.js';

/** The group whose members share the writing of the warm copy. */
const indexerGroup = 'grantlog.indexer';

/** Accounts in memory, and everything that keeps them and their warm copy at the newest revision. */
export interface Following {
  readonly replica: Replica;
  readonly comparison: DigestComparison;
  readonly indexer: Indexer;
  /** Ends it; loaded accounts stay at their revision. */
  stop(): void;
}

/** What following needs besides the log and the engines. */
export interface FollowingParts {
  /** See {@link Replica}. */
  readonly memoryLimitBytes: number | undefined;
  readonly logger: Logger;
  readonly tracing: Tracing;
}

/** Begins to follow every account; nothing has to be up for it. */
export function followAccounts(
  log: EventLogReader,
  { store, feed }: Engines,
  { memoryLimitBytes, logger, tracing }: FollowingParts,
): Following {
  const alarms = alarmsOf(logger);
  const follow: WarmSource['subscribe'] = (listener) => feed.follow(tracedListener(tracing, listener));
  const source = new WarmSource({
    store,
    log,
    follow,
    onFailure: warn(logger, 'an account has one source less'),
  });
  const replica = new Replica(source, {
    ...alarms,
    ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
  });
  const antiEntropy = new AntiEntropy(replica, {
    onFailure: (error) => {
      logger.warn({ err: error }, 'accounts cannot be compared with the log');
    },
  });
  const comparison = comparisonOf(replica, { store, log, logger });
  replica.start();
  const indexer = new Indexer({ store, log, ...alarms });
  feed.share(indexerGroup, indexer.handle);
  for (const each of [antiEntropy, comparison]) each.start();
  return {
    replica,
    comparison,
    indexer,
    stop: () => {
      for (const each of [antiEntropy, comparison, replica]) each.stop();
    },
  };
}

function comparisonOf(
  replica: Replica,
  { store, log, logger }: Pick<Engines, 'store'> & { readonly log: EventLogReader; readonly logger: Logger },
): DigestComparison {
  return new DigestComparison(replica, {
    store,
    log,
    onMismatch: ({ account, revision, with: other }) => {
      logger.error(
        { account, revision: String(revision) },
        other === 'log'
          ? 'an account in memory was not as the log has it and is loaded anew; look who may write to Redis'
          : 'an account and its copy differ; run `npm run rebuild`',
      );
    },
    onFailure: warn(logger, 'an account cannot be compared with its copy or the log'),
  });
}

function warn(logger: Logger, what: string): (account: string, error: unknown) => void {
  return (account, error) => {
    logger.warn({ account, err: error }, what);
  };
}

function alarmsOf(logger: Logger): { readonly alarm: StopAlarm; readonly foreign: ForeignEventAlarm } {
  return {
    alarm: (account, revision, cause) => {
      logger.error({ account, revision: String(revision), err: cause }, 'an account stopped at an event');
    },
    foreign: (account, revision) => {
      logger.error(
        { account, revision: String(revision) },
        'the feed brought an event that is not of the log; look who may write to the topic',
      );
    },
  };
}
