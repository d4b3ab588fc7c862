import type { GrpcMethod } from '@grantlog/contract';

/** What came over the wire, before anything has been made of it: a length, and a message or why there is none. */
export class ReceivedMessage {
  constructor(
    readonly bytes: number,
    /** Throws when the bytes are no message. */
    readonly read: () => unknown,
  ) {}
}

/** The method with a deserializer that never throws: grpc-js answers a throwing one with INTERNAL. */
export function receiving<Request, Response>(
  method: GrpcMethod<Request, Response>,
): GrpcMethod<Request | ReceivedMessage, Response> {
  return {
    ...method,
    requestSerialize: () => {
      throw new TypeError('a server sends no requests');
    },
    requestDeserialize: (bytes) => new ReceivedMessage(bytes.length, () => method.requestDeserialize(bytes)),
  };
}
