import { DecisionApiModule, type DecisionApiParts, GrpcServer } from '@grantlog/decision-api';
import { AdminApiModule, operations } from '@grantlog/admin-api';
import type { WritePorts } from '@grantlog/admin-api';
import { DecisionPoint, Replica } from '@grantlog/decision';
import type { ListenerAddresses, Listening, Logger, TlsMaterial } from '@grantlog/platform';
import {
  HealthController,
  hostAndPort,
  READINESS_CHECKS,
  replicaReadings,
  serveHttp,
  startOversight,
} from '@grantlog/platform';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { tracedSource } from './traced-source.js';
import { replicaReadiness } from './replica-readiness.js';

/** What serving needs beside the ports. */
export interface Serving {
  readonly account: string;
  readonly addresses: ListenerAddresses<'http' | 'grpc'>;
  readonly logger: Logger;
  readonly tls: TlsMaterial | undefined;
}

/** Both edges in one application. */
@Module({})
class StandaloneModule {}

/**
 * Serves both edges until the process is told to stop (SIGTERM, SIGINT), then drains and exits with status 0.
 *
 * @returns where it listens, and the revision that it answers at.
 * @throws StartError when an address cannot be listened on.
 */
export async function serve(
  ports: WritePorts,
  { account, addresses, logger, tls }: Serving,
): Promise<Listening> {
  const oversight = await startOversight('grantlog-standalone');
  const replica = new Replica(tracedSource(ports.log, oversight.tracing), {
    policies: ports.policies,
    alarm: (stopped, revision, cause) => {
      logger.error(
        { account: stopped, revision: String(revision), err: cause },
        'an account stopped at an event',
      );
    },
  });
  replica.start();
  const loaded = await replica.open(account);
  const module = standaloneModule(ports, replica, { grpcListen: addresses.grpc, tls });
  oversight.metrics.collect(() => replicaReadings(replica.summary()));
  const close = async () => {
    replica.stop();
    await ports.log.close();
  };
  const { app, address } = await serveHttp(module, {
    listener: addresses.http,
    logger,
    tls,
    oversight,
    close,
  });
  const grpc = hostAndPort(app.get(GrpcServer).address);
  return { http: address, grpc, account, revision: loaded?.index.revision ?? 0n };
}

function standaloneModule(
  ports: WritePorts,
  replica: Replica,
  grpc: Pick<DecisionApiParts, 'grpcListen' | 'tls'>,
): DynamicModule {
  const { clock, partition, authenticator, tokens, log } = ports;
  const decisionPoint = new DecisionPoint(replica, { clock, partition, newDecisionId: randomUUID });
  return {
    module: StandaloneModule,
    imports: [
      AdminApiModule.register({ ports, operations }),
      DecisionApiModule.register({
        parts: {
          decisionPoint,
          authenticator,
          sessionTokens: tokens,
          logId: log.logId,
          clock,
          ...grpc,
          whenReady: Promise.resolve(),
        },
      }),
    ],
    controllers: [HealthController],
    providers: [{ provide: READINESS_CHECKS, useValue: [replicaReadiness(replica)] }],
  };
}
