export type { DecisionApiParts } from './decision-api-parts.js';
export { DecisionApiModule } from './decision-api.module.js';
export { GrpcServer } from './grpc/grpc-server.js';
