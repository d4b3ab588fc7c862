import { fromBinary } from '@bufbuild/protobuf';
import { anyIs, anyUnpack } from '@bufbuild/protobuf/wkt';
import {
  AuthorizationService,
  BadRequestSchema,
  ErrorInfoSchema,
  grpcService,
  statusDetailsKey,
  StatusSchema,
} from '@grantlog/contract';
import { service as healthService } from 'grpc-health-check';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';

/** The outcome of a call: the answer, or everything that a client is told of the error. */
export type Outcome<Response> =
  | { readonly response: Response; readonly error?: never }
  | { readonly error: CallError; readonly response?: never };

export interface CallError {
  readonly code: number;
  readonly details: string;
  readonly reason: string | undefined;
  readonly fields: readonly string[];
}

interface Unary<Request, Response> {
  readonly path: string;
  requestSerialize(request: Request): Buffer;
  responseDeserialize(bytes: Buffer): Response;
}

export const service = grpcService(AuthorizationService);

/** The method that asks about health. */
export function healthCheck(): Unary<object, object> {
  const { Check: check } = healthService;
  if (check === undefined) throw new Error('the health service has no Check');
  return check;
}

/** A grpc-js client of one server. */
export class TestClient {
  readonly raw: Client;

  constructor(address: string, channel = credentials.createInsecure()) {
    this.raw = new Client(address, channel, {
      'grpc.max_send_message_length': -1,
      'grpc.max_receive_message_length': -1,
    });
  }

  /** One unary call; `bearer` is put into the metadata. */
  call<Request, Response>(
    method: Unary<Request, Response>,
    request: Request,
    options: { readonly bearer?: string; readonly metadata?: Metadata; readonly deadlineMs?: number } = {},
  ): Promise<Outcome<Response>> {
    const metadata = options.metadata ?? new Metadata();
    if (options.bearer !== undefined) metadata.add('authorization', `Bearer ${options.bearer}`);
    const deadline = Date.now() + (options.deadlineMs ?? 10_000);
    return new Promise((resolve) => {
      this.raw.makeUnaryRequest(
        method.path,
        (message: Request) => method.requestSerialize(message),
        (bytes) => method.responseDeserialize(bytes),
        request,
        metadata,
        { deadline },
        (error, response) => {
          if (error !== null) resolve({ error: toCallError(error) });
          else if (response !== undefined) resolve({ response });
        },
      );
    });
  }

  /** A call with any bytes as its message. */
  callBytes(path: string, bytes: Buffer, bearer: string): Promise<Outcome<Buffer>> {
    const asIs = {
      path,
      requestSerialize: (sent: Buffer) => sent,
      responseDeserialize: (got: Buffer) => got,
    };
    return this.call(asIs, bytes, { bearer });
  }

  close(): void {
    this.raw.close();
  }
}

/** What a client reads from an error. */
export function toCallError({ code, details, metadata }: ServiceError): CallError {
  const [bytes] = metadata.get(statusDetailsKey);
  const status = Buffer.isBuffer(bytes) ? fromBinary(StatusSchema, bytes).details : [];
  const info = status.find((detail) => anyIs(detail, ErrorInfoSchema));
  const bad = status.find((detail) => anyIs(detail, BadRequestSchema));
  return {
    code,
    details,
    reason: info && anyUnpack(info, ErrorInfoSchema)?.reason,
    fields: (bad && anyUnpack(bad, BadRequestSchema)?.fieldViolations.map(({ field }) => field)) ?? [],
  };
}
