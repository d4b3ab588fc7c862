import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Operation } from '../catalogue/operation.js';
import { ADMIN_API_PORTS, type AdminApiPorts } from './admin-api-ports.js';
import { AskOperationHandler } from './ask-operation.js';
import { operationControllers } from './operation-controllers.js';
import { PerformOperationHandler } from './perform-operation.js';
import { RestEntry } from './rest-entry.js';
import { WellKnownController } from './well-known.controller.js';

/**
 * The administrative API over REST. The application that imports it is created with `httpServerOptions` and
 * `bodyParser: false`, calls `registerRawBody`, has the `ProblemFilter` as global filter, and imports the
 * `OversightModule`: `serveHttp` does all of that.
 */
@Module({})
export class AdminApiModule {
  static register(options: {
    readonly ports: AdminApiPorts;
    readonly operations: readonly Operation[];
  }): DynamicModule {
    return {
      module: AdminApiModule,
      imports: [CqrsModule],
      controllers: [WellKnownController, ...operationControllers(options.operations)],
      providers: [
        { provide: ADMIN_API_PORTS, useValue: options.ports },
        RestEntry,
        PerformOperationHandler,
        AskOperationHandler,
      ],
    };
  }
}
