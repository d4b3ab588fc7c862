import type { AddressInfo } from 'node:net';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { boundDrain } from '../http/bounded-drain.js';
import { httpServerOptions } from '../http/http-server-options.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { registerRawBody } from '../http/raw-body.js';
import type { Logger } from '../logging/logger.js';
import { NestLogger } from '../logging/nest-logger.js';
import type { ListenAddress } from '../settings/setting.js';
import { hostAndPort, listenOn } from './listen.js';

/** What serving HTTP needs beside the module. */
export interface HttpServing {
  readonly listener: ListenAddress;
  readonly logger: Logger;
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
export async function serveHttp(
  module: DynamicModule,
  { listener, logger }: HttpServing,
): Promise<ServedHttp> {
  const adapter = new FastifyAdapter(httpServerOptions);
  registerRawBody(adapter.getInstance());
  boundDrain(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter());
  app.enableShutdownHooks([], { useProcessExit: true });
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
