import { randomUUID } from 'node:crypto';
import { Authenticator, SessionTokenVerifier, VerificationKeys } from '@grantlog/credentials';
import { DecisionPoint, type SigningKeyCopy } from '@grantlog/decision';
import { DecisionApiModule, GrpcServer } from '@grantlog/decision-api';
import type { EventLogReader } from '@grantlog/event-log';
import {
  comparisonReadings,
  feedReadings,
  HealthController,
  hostAndPort,
  indexerReadings,
  type ListenerAddresses,
  type Logger,
  READINESS_CHECKS,
  replicaReadings,
  type RunningOversight,
  serveHttp,
  type TlsMaterial,
} from '@grantlog/platform';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import type { FeedConnection } from './feed/feed-connection.js';
import type { Following } from './follow-accounts.js';
import { signingKeySource } from './keys/signing-key-source.js';
import { decisionReadiness } from './readiness.js';
import type { ProjectionSettings } from './start-projection-service.js';

/** The read edge alone. */
@Module({})
class ProjectionServiceModule {}

/** What decisions are made from. */
export interface DecisionPorts {
  readonly log: EventLogReader;
  readonly keyCopy: SigningKeyCopy;
  readonly feed: FeedConnection;
  readonly following: Following;
  /** Resolves when an account is loaded. */
  readonly whenReady: Promise<void>;
  /** Closes everything, once both edges have answered what was in flight. */
  readonly close: () => Promise<void>;
}

/** Where and how they are served. */
export interface DecisionServing {
  readonly settings: ProjectionSettings;
  readonly addresses: ListenerAddresses<'http' | 'grpc'>;
  readonly tls: TlsMaterial | undefined;
  readonly logger: Logger;
}

/**
 * Serves decisions until the process is told to stop (SIGTERM, SIGINT), then drains and exits with status 0.
 *
 * @returns where it listens, `HOST:PORT` each.
 * @throws StartError when an address cannot be listened on.
 */
export async function serveDecisions(
  ports: DecisionPorts,
  serving: DecisionServing,
  oversight: RunningOversight,
): Promise<{ readonly http: string; readonly grpc: string }> {
  const { addresses, tls, logger } = serving;
  const { replica, comparison, indexer } = ports.following;
  oversight.metrics.collect(() => replicaReadings(replica.summary()));
  oversight.metrics.collect(() => comparisonReadings(comparison.counts));
  oversight.metrics.collect(() => indexerReadings(indexer.counts));
  oversight.metrics.collect(() => feedReadings(ports.feed));
  const module = moduleOf(ports, serving);
  const { app, address } = await serveHttp(module, {
    listener: addresses.http,
    logger,
    tls,
    oversight,
    close: ports.close,
  });
  return { http: address, grpc: hostAndPort(app.get(GrpcServer).address) };
}

function moduleOf(
  { log, keyCopy, feed, following, whenReady }: DecisionPorts,
  serving: DecisionServing,
): DynamicModule {
  const clock = () => new Date();
  const { partition = 'aws' } = serving.settings;
  const keys = new VerificationKeys(signingKeySource(log, keyCopy));
  const tokens = new SessionTokenVerifier(keys, log.logId);
  const { replica } = following;
  const decisionPoint = new DecisionPoint(replica, { clock, partition, newDecisionId: randomUUID });
  return {
    module: ProjectionServiceModule,
    imports: [
      DecisionApiModule.register({
        parts: {
          decisionPoint,
          authenticator: new Authenticator(tokens, clock),
          sessionTokens: tokens,
          logId: log.logId,
          clock,
          grpcListen: serving.addresses.grpc,
          tls: serving.tls,
          whenReady,
        },
      }),
    ],
    controllers: [HealthController],
    providers: [{ provide: READINESS_CHECKS, useValue: [decisionReadiness(replica, feed)] }],
  };
}
