import { type DynamicModule, Module } from '@nestjs/common';
import { MetricsController } from '../metrics/metrics.controller.js';
import { OVERSIGHT, type Oversight } from './oversight.js';

/** Gives every module of the application its oversight, and answers `GET /metrics`. `serveHttp` imports it. */
@Module({})
export class OversightModule {
  static register(oversight: Oversight): DynamicModule {
    return {
      module: OversightModule,
      global: true,
      controllers: [MetricsController],
      providers: [{ provide: OVERSIGHT, useValue: oversight }],
      exports: [OVERSIGHT],
    };
  }
}
