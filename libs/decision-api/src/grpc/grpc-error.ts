import { type EdgeError, encodeStatus, errorCatalogue, statusDetailsKey, toStatus } from '@grantlog/contract';
import { Metadata, status } from '@grpc/grpc-js';

/** An error as grpc-js sends it: code, message, and the whole `google.rpc.Status` in the trailers. */
export function grpcError(error: EdgeError): { code: status; details: string; metadata: Metadata } {
  const metadata = new Metadata();
  metadata.set(statusDetailsKey, Buffer.from(encodeStatus(toStatus(error))));
  return { code: status[errorCatalogue[error.code].grpc], details: error.detail, metadata };
}
