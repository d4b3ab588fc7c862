import type { AddressInfo } from 'node:net';
import { limits } from '@grantlog/contract';
import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { boundDrain } from '../http/bounded-drain.js';
import { countRequests } from '../http/count-requests.js';
import { httpServerOptions } from '../http/http-server-options.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { registerRawBody } from '../http/raw-body.js';
import type { Logger } from '../logging/logger.js';
import { NestLogger } from '../logging/nest-logger.js';
import { OversightModule } from '../oversight/oversight.module.js';
import type { RunningOversight } from '../oversight/start-oversight.js';
import type { ListenAddress } from '../settings/setting.js';
import { httpsOptions } from '../tls/https-options.js';
import type { TlsMaterial } from '../tls/tls-material.js';
import { hostAndPort, listenOn } from './listen.js';

/** What serving HTTP needs beside the module. */
export interface HttpServing {
  readonly listener: ListenAddress;
  readonly logger: Logger;
  /** Absent: the listener is plain. */
  readonly tls?: TlsMaterial | undefined;
  /** Counts the requests and is shown at `/metrics`; ended with the application. */
  readonly oversight: RunningOversight;
  /** Closes what the module works with, when every call in flight is answered. */
  readonly close: () => Promise<void>;
}

/** An application that serves. */
export interface ServedHttp {
  readonly app: NestFastifyApplication;
  /** Where it listens, `HOST:PORT`; the port is the one that was taken. */
  readonly address: string;
}

/**
 * Serves a module over HTTP until the process is told to stop (SIGTERM, SIGINT), then drains and exits with status 0.
 * Bodies stay bytes, every error is problem+json. What the module starts when the application bootstraps (the gRPC
 * server) is up before HTTP listens.
 *
 * @throws StartError when an address cannot be listened on; the application is closed then.
 */
export async function serveHttp(module: DynamicModule, serving: HttpServing): Promise<ServedHttp> {
  const { listener, logger, tls, oversight } = serving;
  const adapter = newAdapter(tls);
  registerRawBody(adapter.getInstance());
  boundDrain(adapter.getInstance());
  countRequests(adapter.getInstance(), oversight.metrics);
  const app = await NestFactory.create<NestFastifyApplication>(overseen(module, serving), adapter, {
    bodyParser: false,
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks([], { useProcessExit: true });
  app.getHttpServer().maxConnections = limits.httpConnections.value;
  try {
    await app.init();
    await listenOn('httpListen', listener, () => app.listen(listener.port, listener.host));
  } catch (error) {
    await app.close();
    throw error;
  }
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { app, address: hostAndPort({ ...listener, port }) };
}

/** The module with what every process has. */
function overseen(module: DynamicModule, { oversight, close }: HttpServing): DynamicModule {
  return {
    module: ServedModule,
    imports: [OversightModule.register(oversight), module],
    providers: [{ provide: ServingEnd, useValue: new ServingEnd(close, oversight) }],
  };
}

@Module({})
class ServedModule {}

class ServingEnd implements OnApplicationShutdown {
  constructor(
    private readonly close: HttpServing['close'],
    private readonly oversight: RunningOversight,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.close();
    await this.oversight.stop();
  }
}

function newAdapter(tls: TlsMaterial | undefined): FastifyAdapter {
  if (tls === undefined) return new FastifyAdapter(httpServerOptions);
  const { http, ...options } = httpServerOptions;
  return new FastifyAdapter({ ...options, https: { ...http, ...httpsOptions(tls) } });
}
