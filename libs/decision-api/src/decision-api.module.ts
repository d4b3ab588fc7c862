import { otherMethodControllers } from '@grantlog/platform';
import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { Authorization } from './authorization/authorization.js';
import { DECISION_API_PARTS, type DecisionApiParts } from './decision-api-parts.js';
import { AuthorizationHandlers } from './grpc/authorization-handlers.js';
import { GrpcServer } from './grpc/grpc-server.js';
import { AuthorizeController, authorizeRoutes } from './http/authorize.controller.js';

/** How the composition root makes the parts of the read edge from its own providers. */
export type DecisionApiWiring = Pick<DynamicModule, 'imports'> &
  Pick<FactoryProvider<DecisionApiParts>, 'inject' | 'useFactory'>;

/** The read edge: the gRPC server and the same methods over HTTP. */
@Module({})
export class DecisionApiModule {
  static register({ imports = [], inject = [], useFactory }: DecisionApiWiring): DynamicModule {
    return {
      module: DecisionApiModule,
      imports,
      controllers: [AuthorizeController, ...otherMethodControllers(authorizeRoutes)],
      providers: [
        { provide: DECISION_API_PARTS, inject, useFactory },
        Authorization,
        AuthorizationHandlers,
        GrpcServer,
      ],
      exports: [GrpcServer],
    };
  }
}
