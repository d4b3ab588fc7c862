import { AdminApiModule, operations, startWriteSide } from '@grantlog/admin-api';
import type { WritePorts } from '@grantlog/admin-api';
import { SecretCipherError } from '@grantlog/credentials';
import { openKafkaFeed, startRelay } from '@grantlog/event-log';
import {
  backlogReadings,
  HealthController,
  kafkaSettings,
  listeningLine,
  listenersOf,
  type Logger,
  type Oversight,
  READINESS_CHECKS,
  readTls,
  relayReadings,
  requireSettings,
  serveHttp,
  type Settings,
  settingsTable,
  StartError,
  startOversight,
  type With,
} from '@grantlog/platform';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { logReadiness } from './log-readiness.js';
import { openLog } from './open-log.js';
import { relayReadiness } from './relay-readiness.js';
import { WriteCloser } from './write-closer.js';

/** The write edge alone. */
@Module({})
class CommandServiceModule {}

/** What a command-service cannot run without. */
const neededSettings = ['databaseUrl', 'kafkaBrokers', 'masterKey'] as const;
type Needed = With<(typeof neededSettings)[number]>;

/**
 * Starts the write side on PostgreSQL and the relay to Kafka, and resolves when it serves. Kafka may be down: commands
 * are recorded, and the relay carries them over when it is back.
 *
 * @param print shows a line to whoever starts the process; the root key as soon as it is made.
 * @throws SettingsError or StartError, and leaves nothing open.
 */
export async function startCommandService(
  settings: Settings,
  logger: Logger,
  print: (line: string) => void,
): Promise<void> {
  const needed = requireSettings(settings, 'command-service', neededSettings);
  const { addresses, warnings } = listenersOf(settings, { http: { host: '127.0.0.1', port: 8080 } });
  const tls = readTls(settings);
  const warn = (message: string) => {
    logger.warn(message);
  };
  warnings.forEach(warn);
  const log = await openLog(needed, logger);
  try {
    const { account, ports } = await startWriteSide(log, needed.masterKey, settings, { print, warn });
    const oversight = await startOversight('grantlog-command-service');
    const module = moduleOf(ports, needed, { logger, oversight });
    const { address: http } = await serveHttp(module, { listener: addresses.http, logger, tls, oversight });
    print(listeningLine({ http, account, revision: (await log.head(account))?.revision ?? 0n }));
  } catch (error) {
    await log.close();
    throw error instanceof SecretCipherError ? wrongMasterKey(error) : error;
  }
}

function moduleOf(
  ports: WritePorts,
  settings: Needed,
  { logger, oversight }: { readonly logger: Logger; readonly oversight: Oversight },
): DynamicModule {
  const { log, clock } = ports;
  const onError = (error: unknown) => {
    logger.error({ err: error }, 'the relay failed');
  };
  const feed = openKafkaFeed({
    ...kafkaSettings(settings),
    clientId: 'grantlog-command-service',
    onError,
    onWarning: (message) => {
      logger.warn(message);
    },
  });
  const relay = startRelay({ url: settings.databaseUrl, log, feed, clock, onError });
  oversight.metrics.collect(() => relayReadings(relay));
  oversight.metrics.collect(async () => backlogReadings(await relay.progress()));
  return {
    module: CommandServiceModule,
    imports: [AdminApiModule.register({ ports, operations })],
    controllers: [HealthController],
    providers: [
      { provide: READINESS_CHECKS, useValue: [logReadiness(log), relayReadiness(relay)] },
      { provide: WriteCloser, useValue: new WriteCloser(relay, feed, log) },
    ],
  };
}

function wrongMasterKey({ message }: SecretCipherError): StartError {
  return new StartError(`${settingsTable.masterKey.name} for the database: ${message}`);
}
