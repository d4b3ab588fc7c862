import { create, toBinary } from '@bufbuild/protobuf';
import { anyPack } from '@bufbuild/protobuf/wkt';
import { BadRequestSchema, ErrorInfoSchema } from '../generated/google/rpc/error_details_pb.js';
import { StatusSchema, type Status } from '../generated/google/rpc/status_pb.js';
import type { EdgeError, FieldError } from './edge-error.js';
import { errorCatalogue, grpcCodes } from './error-catalogue.js';

/** Domain of every `google.rpc.ErrorInfo` of this service. */
export const errorDomain = 'grantlog';

/** Metadata key under which gRPC carries a binary `google.rpc.Status`. */
export const statusDetailsKey = 'grpc-status-details-bin';

/**
 * The `google.rpc.Status` of an error: canonical code, the detail as message, an `ErrorInfo` whose reason is the code
 * in upper case, and a `BadRequest` where parts of the request are at fault (AIP-193).
 */
export function toStatus(error: EdgeError): Status {
  const info = create(ErrorInfoSchema, { reason: error.code.toUpperCase(), domain: errorDomain });
  const violations = create(BadRequestSchema, { fieldViolations: error.fieldErrors.map(violation) });
  return create(StatusSchema, {
    code: grpcCodes[errorCatalogue[error.code].grpc],
    message: error.detail,
    details: [
      anyPack(ErrorInfoSchema, info),
      ...(error.fieldErrors.length === 0 ? [] : [anyPack(BadRequestSchema, violations)]),
    ],
  });
}

/** The bytes that gRPC sends under {@link statusDetailsKey}. */
export function encodeStatus(status: Status): Uint8Array {
  return toBinary(StatusSchema, status);
}

function violation({ pointer, detail }: FieldError): { field: string; description: string } {
  const steps = pointer.split('/').slice(1);
  const field = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
  return { field, description: detail };
}
