import { openRedisSigningKeys } from '@grantlog/decision';
import {
  kafkaSettings,
  listeningLine,
  listenersOf,
  type Logger,
  readTls,
  type RedisSettings,
  redisSettings,
  requireSettings,
  type Settings,
  settingsTable,
  StartError,
  startOversight,
  type With,
} from '@grantlog/platform';
import { findLog } from './log/find-log.js';
import { openEngines } from './engines.js';
import { followAccounts } from './follow-accounts.js';
import { loadFirst } from './load-first.js';
import { serveDecisions } from './serve-decisions.js';

/** What a projection-service cannot run without. */
const neededSettings = ['databaseUrl', 'kafkaBrokers', 'redisUrl'] as const;

/** The settings of a projection-service. */
export type ProjectionSettings = With<(typeof neededSettings)[number]>;

const defaults = { http: { host: '127.0.0.1', port: 8081 }, grpc: { host: '127.0.0.1', port: 50_051 } };

/**
 * Starts the read side: follows Kafka, keeps its share of the warm copy in Redis, and resolves when it serves. Any one
 * of PostgreSQL and Redis is enough to start; Kafka may be down.
 *
 * @param print shows a line to whoever starts the process.
 * @throws SettingsError or StartError, and leaves nothing open.
 */
export async function startProjectionService(
  settings: Settings,
  logger: Logger,
  print: (line: string) => void,
): Promise<void> {
  const needed = requireSettings(settings, 'projection-service', neededSettings);
  const { addresses, warnings } = listenersOf(settings, defaults);
  const tls = readTls(settings);
  const [kafka, redis] = [kafkaSettings(needed), redisSettings(needed)];
  for (const warning of warnings) logger.warn(warning);
  const keyCopy = openSigningKeys(redis, logger);
  const log = await findLog(needed.databaseUrl, keyCopy, logger).catch(async (error: unknown) => {
    await keyCopy.close();
    throw error;
  });
  const account = await accountOf(log, settings);
  const oversight = await startOversight('grantlog-projection-service');
  const engines = openEngines(log, { redis, kafka }, logger);
  const { memoryLimitBytes } = settings;
  const following = followAccounts(log, engines, { memoryLimitBytes, logger, tracing: oversight.tracing });
  const close = async () => {
    following.stop();
    for (const each of [engines.feed, engines.store, keyCopy, log]) await each.close();
  };
  try {
    const first = loadFirst(following.replica, account, logger);
    await first.tried;
    const ports = { log, keyCopy, feed: engines.feed, following, whenReady: first.loaded, close };
    const listening = await serveDecisions(ports, { settings: needed, addresses, tls, logger }, oversight);
    const revision = following.replica.loaded(account)?.index.revision ?? 0n;
    print(listeningLine({ ...listening, account, revision }));
  } catch (error) {
    await close();
    throw error;
  }
}

function openSigningKeys(redis: RedisSettings, logger: Logger) {
  try {
    return openRedisSigningKeys({
      ...redis,
      onError: (error) => {
        logger.error({ err: error }, 'the signing keys in Redis failed');
      },
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new StartError(`${settingsTable.redisUrl.name}: ${error.message}`);
  }
}

/** The account that is loaded first: the log's, or the one that the settings name while the log is down. */
async function accountOf(
  log: { firstAccount(): Promise<string | undefined> },
  { accountId = '123456789012' }: Settings,
): Promise<string> {
  return (await log.firstAccount().catch(() => undefined)) ?? accountId;
}
