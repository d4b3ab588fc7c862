export { EdgeError } from './errors/edge-error.js';
export type { FieldError } from './errors/edge-error.js';
export { errorCatalogue, grpcCodes } from './errors/error-catalogue.js';
export type { ErrorCode, ErrorRow } from './errors/error-catalogue.js';
export { encodeStatus, errorDomain, statusDetailsKey, toStatus } from './errors/grpc-status.js';
export { problemMediaType, toProblem } from './errors/problem.js';
export type { Problem } from './errors/problem.js';
export { BadRequestSchema, ErrorInfoSchema } from './generated/google/rpc/error_details_pb.js';
export type { BadRequest, ErrorInfo } from './generated/google/rpc/error_details_pb.js';
export { StatusSchema } from './generated/google/rpc/status_pb.js';
export type { Status } from './generated/google/rpc/status_pb.js';
export {
  AuthorizationService,
  AuthorizeRequestSchema,
  AuthorizeResponse_Decision,
  AuthorizeResponseSchema,
  BatchAuthorizeRequestSchema,
  BatchAuthorizeResponseSchema,
  BatchItemSchema,
  ContextValueSchema,
  ExplanationSchema,
  Explanation_Layer,
  StringListSchema,
} from './generated/grantlog/authorization/v1/authorization_pb.js';
export type {
  AuthorizeRequest,
  AuthorizeResponse,
  BatchAuthorizeRequest,
  BatchAuthorizeResponse,
  BatchItem,
  Consistency,
  ContextValue,
  Explanation,
  StatementMatch,
  StatementMismatch,
  StreamAuthorizeRequest,
  StreamAuthorizeResponse,
} from './generated/grantlog/authorization/v1/authorization_pb.js';
export { grpcService } from './grpc/service-definition.js';
export type { GrpcMethod, GrpcService } from './grpc/service-definition.js';
export { limits } from './limits/limits.js';
export type { Limit } from './limits/limits.js';
export { RevisionTokenError } from './revision-token/revision-token-error.js';
export type { RevisionTokenFault } from './revision-token/revision-token-error.js';
export {
  decodeRevisionToken,
  encodeRevisionToken,
  revisionTokenCharacters,
} from './revision-token/revision-token.js';
export type { RevisionScope } from './revision-token/revision-token.js';
