import { type EdgeError, encodeStatus, errorCatalogue, statusDetailsKey, toStatus } from '@grantlog/contract';
import { Metadata, status } from '@grpc/grpc-js';

interface GrpcError {
  readonly code: status;
  readonly details: string;
  readonly metadata: Metadata;
}

/** Under overload one and the same error is answered again and again, and encoding it would cost more than a decision. */
const encoded = new WeakMap<EdgeError, GrpcError>();

/** An error as grpc-js sends it: code, message, and the whole `google.rpc.Status` in the trailers. */
export function grpcError(error: EdgeError): GrpcError {
  const before = encoded.get(error);
  if (before !== undefined) return before;
  const metadata = new Metadata();
  metadata.set(statusDetailsKey, Buffer.from(encodeStatus(toStatus(error))));
  const made = { code: status[errorCatalogue[error.code].grpc], details: error.detail, metadata };
  encoded.set(error, made);
  return made;
}
