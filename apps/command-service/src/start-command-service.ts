import { AdminApiModule, operations, startWriteSide } from '@grantlog/admin-api';
import type { WritePorts } from '@grantlog/admin-api';
import { SecretCipherError } from '@grantlog/credentials';
import type { Relay } from '@grantlog/event-log';
import {
  HealthController,
  kafkaSettings,
  listeningLine,
  listenersOf,
  type Logger,
  READINESS_CHECKS,
  readTls,
  requireSettings,
  serveHttp,
  type Settings,
  settingsTable,
  StartError,
  startOversight,
} from '@grantlog/platform';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { carryChanges } from './carry-changes.js';
import { logReadiness } from './log-readiness.js';
import { openLog } from './open-log.js';
import { relayReadiness } from './relay-readiness.js';

/** The write edge alone. */
@Module({})
class CommandServiceModule {}

/** What a command-service cannot run without. */
const neededSettings = ['databaseUrl', 'kafkaBrokers', 'masterKey'] as const;

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
  const engines = { databaseUrl: needed.databaseUrl, kafka: kafkaSettings(needed) };
  const warn = (message: string) => {
    logger.warn(message);
  };
  warnings.forEach(warn);
  const log = await openLog(needed, logger);
  try {
    const { account, ports } = await startWriteSide(log, needed.masterKey, settings, { print, warn });
    const oversight = await startOversight('grantlog-command-service');
    const carried = carryChanges(ports, engines, { logger, oversight });
    const close = async () => {
      await carried.close();
      await log.close();
    };
    const serving = { listener: addresses.http, logger, tls, oversight, close };
    const { address: http } = await serveHttp(moduleOf(ports, carried.relay), serving);
    print(listeningLine({ http, account, revision: (await log.head(account))?.revision ?? 0n }));
  } catch (error) {
    await log.close();
    throw error instanceof SecretCipherError ? wrongMasterKey(error) : error;
  }
}

function moduleOf(ports: WritePorts, relay: Relay): DynamicModule {
  return {
    module: CommandServiceModule,
    imports: [AdminApiModule.register({ ports, operations })],
    controllers: [HealthController],
    providers: [{ provide: READINESS_CHECKS, useValue: [logReadiness(ports.log), relayReadiness(relay)] }],
  };
}

function wrongMasterKey({ message }: SecretCipherError): StartError {
  return new StartError(`${settingsTable.masterKey.name} for the database: ${message}`);
}
