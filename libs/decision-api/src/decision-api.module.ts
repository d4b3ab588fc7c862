import { otherMethodControllers } from '@grantlog/platform';
import { type DynamicModule, Module } from '@nestjs/common';
import { Authorization } from './authorization/authorization.js';
import { OverseenAuthorization } from './authorization/overseen-authorization.js';
import { DECISION_API_PARTS, type DecisionApiParts } from './decision-api-parts.js';
import { AuthorizationHandlers } from './grpc/authorization-handlers.js';
import { GrpcServer } from './grpc/grpc-server.js';
import { AuthorizeController, authorizeRoutes } from './http/authorize.controller.js';

/** The read edge: the gRPC server and the same methods over HTTP. Its application imports the `OversightModule`, as `serveHttp` does. */
@Module({})
export class DecisionApiModule {
  static register({ parts }: { readonly parts: DecisionApiParts }): DynamicModule {
    return {
      module: DecisionApiModule,
      controllers: [AuthorizeController, ...otherMethodControllers(authorizeRoutes)],
      providers: [
        { provide: DECISION_API_PARTS, useValue: parts },
        Authorization,
        OverseenAuthorization,
        AuthorizationHandlers,
        GrpcServer,
      ],
      exports: [GrpcServer],
    };
  }
}
