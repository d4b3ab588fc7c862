import {
  type DescMessage,
  type DescMethod,
  fromBinary,
  type MessageShape,
  toBinary,
} from '@bufbuild/protobuf';
import type { GenService, GenServiceMethods } from '@bufbuild/protobuf/codegenv2';

/** One method as grpc-js wants it described, on the client's and on the server's side. */
export interface GrpcMethod<Request, Response> {
  /** `/package.Service/Method`. */
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  requestSerialize(request: Request): Buffer;
  requestDeserialize(bytes: Buffer): Request;
  responseSerialize(response: Response): Buffer;
  responseDeserialize(bytes: Buffer): Response;
}

/** The methods of a service by their name in camel case. */
export type GrpcService<Methods extends GenServiceMethods> = {
  readonly [Name in keyof Methods]: GrpcMethod<
    MessageShape<Methods[Name]['input']>,
    MessageShape<Methods[Name]['output']>
  >;
};

/** The grpc-js service definition of a generated service, for `Server.addService` and `makeGenericClientConstructor`. */
export function grpcService<Methods extends GenServiceMethods>(
  service: GenService<Methods>,
): GrpcService<Methods> {
  const methods = service.methods.map((method) => [method.localName, grpcMethod(method)] as const);
  return Object.fromEntries(methods) as GrpcService<Methods>;
}

function grpcMethod(method: DescMethod): GrpcMethod<MessageShape<DescMessage>, MessageShape<DescMessage>> {
  const { input, output, methodKind } = method;
  return {
    path: `/${method.parent.typeName}/${method.name}`,
    requestStream: methodKind === 'client_streaming' || methodKind === 'bidi_streaming',
    responseStream: methodKind === 'server_streaming' || methodKind === 'bidi_streaming',
    requestSerialize: (request) => encode(input, request),
    requestDeserialize: (bytes) => fromBinary(input, bytes),
    responseSerialize: (response) => encode(output, response),
    responseDeserialize: (bytes) => fromBinary(output, bytes),
  };
}

function encode(schema: DescMessage, message: MessageShape<DescMessage>): Buffer {
  const bytes = toBinary(schema, message);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
