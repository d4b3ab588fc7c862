import { AuthorizationService, EdgeError, grpcService, limits } from '@grantlog/contract';
import { type Metadata, ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import { grpcError } from './grpc-error.js';
import { ReceivedMessage } from './received-message.js';

const batchPath = grpcService(AuthorizationService).batchAuthorize.path;

/**
 * Enforces, for every method, what grpc-js has no option for: the size of metadata, the size of one message per method,
 * and INVALID_ARGUMENT for bytes that are no message.
 */
export const callLimits: ServerInterceptor = ({ path }, call) =>
  new ServerInterceptingCall(call, {
    start(next) {
      next({
        onReceiveMetadata(metadata, pass) {
          const error = metadataFault(metadata);
          if (error === undefined) pass(metadata);
          else call.sendStatus(grpcError(error));
        },
        onReceiveMessage(received: unknown, pass: (message: unknown) => void) {
          const message = received instanceof ReceivedMessage ? readMessage(received, path) : received;
          if (message instanceof EdgeError) call.sendStatus(grpcError(message));
          else pass(message);
        },
      });
    },
  });

function metadataFault(metadata: Metadata): EdgeError | undefined {
  let bytes = 0;
  for (const key of Object.keys(metadata.getMap())) {
    for (const value of metadata.get(key)) bytes += key.length + Buffer.byteLength(value);
  }
  const { value } = limits.grpcMetadata;
  if (bytes <= value) return undefined;
  return new EdgeError('payload_too_large', `the metadata has ${bytes} bytes; send at most ${value}`);
}

function readMessage(received: ReceivedMessage, path: string): unknown {
  const { value } = path === batchPath ? limits.batchMessage : limits.authorizeMessage;
  if (received.bytes > value) {
    const detail = `the message has ${received.bytes} bytes; send at most ${value}`;
    return new EdgeError('payload_too_large', detail);
  }
  try {
    return received.read();
  } catch {
    return new EdgeError('validation_error', 'the bytes are no message of this method; check the proto file');
  }
}
