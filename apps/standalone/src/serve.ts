import type { AddressInfo } from 'node:net';
import { DecisionApiModule, GrpcServer } from '@grantlog/decision-api';
import { AdminApiModule, operations } from '@grantlog/admin-api';
import { DecisionPoint, Replica } from '@grantlog/decision';
import type { ListenAddress, Logger } from '@grantlog/platform';
import {
  boundDrain,
  HealthController,
  httpServerOptions,
  NestLogger,
  ProblemFilter,
  READINESS_CHECKS,
  registerRawBody,
} from '@grantlog/platform';
import type { DynamicModule } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import type { Listeners } from './listeners.js';
import { LogCloser } from './log-closer.js';
import type { Ports } from './ports.js';
import { replicaReadiness } from './replica-readiness.js';
import { StartError } from './start-error.js';

/** What serving needs beside the ports. */
export interface Serving {
  readonly account: string;
  readonly listeners: Listeners;
  readonly logger: Logger;
}

/** Both edges in one application. */
@Module({})
class StandaloneModule {}

/**
 * Serves both edges until the process is told to stop (SIGTERM, SIGINT), then drains and exits with status 0.
 *
 * @returns where it listens, `HOST:PORT` each, and the revision that it answers at.
 * @throws StartError when an address cannot be listened on.
 */
export async function serve(
  ports: Ports,
  { account, listeners, logger }: Serving,
): Promise<{ readonly http: string; readonly grpc: string; readonly revision: bigint }> {
  const replica = new Replica(ports.log, {
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
  const adapter = new FastifyAdapter(httpServerOptions);
  registerRawBody(adapter.getInstance());
  boundDrain(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(
    standaloneModule(ports, replica, listeners.grpc),
    adapter,
    { bodyParser: false, logger: new NestLogger(logger), abortOnError: false },
  );
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks([], { useProcessExit: true });
  try {
    return { ...(await listen(app, listeners)), revision: loaded?.index.revision ?? 0n };
  } catch (error) {
    await app.close();
    throw error;
  }
}

function standaloneModule(ports: Ports, replica: Replica, grpcListen: ListenAddress): DynamicModule {
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
          grpcListen,
          whenReady: Promise.resolve(),
        },
      }),
    ],
    controllers: [HealthController],
    providers: [
      { provide: READINESS_CHECKS, useValue: [replicaReadiness(replica)] },
      { provide: LogCloser, useValue: new LogCloser(replica, log) },
    ],
  };
}

/** gRPC first: it listens when the application is initialized, HTTP after that. */
async function listen(
  app: NestFastifyApplication,
  { http, grpc }: Listeners,
): Promise<{ readonly http: string; readonly grpc: string }> {
  await listening('GRPC_LISTEN', grpc, () => app.init());
  await listening('HTTP_LISTEN', http, () => app.listen(http.port, http.host));
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { http: written({ ...http, port }), grpc: written(app.get(GrpcServer).address) };
}

/** What the system says when an address cannot be listened on; gRPC hands it on inside a text. */
const addressFaults = [
  ['EADDRINUSE', 'is in use: stop the other process or choose another port'],
  ['EADDRNOTAVAIL', 'is not an address of this machine: choose one that is'],
  ['EACCES', 'is not permitted to this user: choose a port above 1023'],
  ['ENOTFOUND', 'has a host that cannot be found: choose another'],
] as const;

async function listening(
  setting: string,
  address: ListenAddress,
  start: () => Promise<unknown>,
): Promise<void> {
  try {
    await start();
  } catch (error) {
    const fault = addressFaults.find(([code]) => String(error).includes(code))?.[1];
    if (fault === undefined) throw error;
    throw new StartError(`GRANTLOG_${setting}: ${written(address)} ${fault}`);
  }
}

function written({ host, port }: ListenAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
