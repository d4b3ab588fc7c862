import { AuthorizationService, EdgeError, grpcService, limits } from '@grantlog/contract';
import type { Metrics } from '@grantlog/platform';
import { type Metadata, ServerInterceptingCall, type ServerInterceptor, status } from '@grpc/grpc-js';
import { grpcError } from './grpc-error.js';
import { ReceivedMessage } from './received-message.js';

const methods = Object.values(grpcService(AuthorizationService));
const batchPath = grpcService(AuthorizationService).batchAuthorize.path;

/** The names of methods as metrics show them: paths are the callers' to choose. */
const methodNames: ReadonlyMap<string, string> = new Map(
  methods.map(({ path }) => [path, path.slice(path.lastIndexOf('/') + 1)]),
);

/**
 * Enforces, for every method, what grpc-js has no option for: the size of metadata, the size of one message per method,
 * and INVALID_ARGUMENT for bytes that are no message. Counts what is answered.
 */
export function callLimits(metrics: Metrics): ServerInterceptor {
  return ({ path }, call) => {
    const method = methodNames.get(path) ?? 'other';
    const refuse = (error: EdgeError) => {
      const answer = grpcError(error);
      metrics.count('grpcCalls', [method, status[answer.code]]);
      call.sendStatus(answer);
    };
    return new ServerInterceptingCall(call, {
      start(next) {
        next({
          onReceiveMetadata(metadata, pass) {
            const error = metadataFault(metadata);
            if (error === undefined) pass(metadata);
            else refuse(error);
          },
          onReceiveMessage(received: unknown, pass: (message: unknown) => void) {
            const message = received instanceof ReceivedMessage ? readMessage(received, path) : received;
            if (message instanceof EdgeError) refuse(message);
            else pass(message);
          },
        });
      },
      sendStatus(sent, pass) {
        metrics.count('grpcCalls', [method, status[sent.code]]);
        pass(sent);
      },
    });
  };
}

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
