import { create } from '@bufbuild/protobuf';
import type { AuthorizeRequest, AuthorizeResponse, ContextValue } from '@grantlog/contract';
import {
  AuthorizationService,
  AuthorizeRequestSchema,
  ContextValueSchema,
  grpcService,
  StringListSchema,
} from '@grantlog/contract';
import type { ServiceError } from '@grpc/grpc-js';
import { Client, credentials, Metadata } from '@grpc/grpc-js';

/** One question, in the words of the service that asks. */
export interface Question {
  /** ARN of a user, or the session token of its caller. */
  readonly principal?: string;
  readonly sessionToken?: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** Revision token of a write that must be seen. */
  readonly atLeast?: string;
  /** Whether the answer must be at the log's head, or newer. */
  readonly fullyConsistent?: boolean;
  readonly explain?: boolean;
}

const { authorize } = grpcService(AuthorizationService);

/** Asks for decisions over gRPC with a bearer session token. */
export class GrpcClient {
  readonly #client: Client;

  constructor(
    address: string,
    readonly token: string | undefined,
  ) {
    this.#client = new Client(address, credentials.createInsecure());
  }

  /** The decision; errors are rejected with grpc-js's ServiceError. */
  async authorize(question: Question, deadlineMs = 5_000): Promise<AuthorizeResponse> {
    const metadata = new Metadata();
    if (this.token !== undefined) metadata.set('authorization', `Bearer ${this.token}`);
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        authorize.path,
        (request: AuthorizeRequest) => authorize.requestSerialize(request),
        (bytes: Buffer) => authorize.responseDeserialize(bytes),
        requestOf(question),
        metadata,
        { deadline: Date.now() + deadlineMs },
        (error: ServiceError | null, response) => {
          if (error !== null) reject(error);
          else if (response === undefined) reject(new Error('no response'));
          else resolve(response);
        },
      );
    });
  }

  close(): void {
    this.#client.close();
  }
}

function requestOf(question: Question): AuthorizeRequest {
  const context = Object.entries(question.context ?? {}).map(
    ([key, value]) => [key, contextValue(value)] as const,
  );
  const requirement = requirementOf(question);
  return create(AuthorizeRequestSchema, {
    subject:
      question.sessionToken === undefined
        ? { case: 'principal', value: question.principal ?? '' }
        : { case: 'sessionToken', value: question.sessionToken },
    action: question.action,
    resource: question.resource,
    context: Object.fromEntries(context),
    explain: question.explain ?? false,
    ...(requirement === undefined ? {} : { consistency: { requirement } }),
  });
}

function requirementOf({ atLeast, fullyConsistent }: Question) {
  if (atLeast !== undefined) return { case: 'atLeast', value: atLeast } as const;
  return fullyConsistent === true ? ({ case: 'fullyConsistent', value: true } as const) : undefined;
}

function contextValue(value: string | readonly string[]): ContextValue {
  return create(ContextValueSchema, {
    kind:
      typeof value === 'string'
        ? { case: 'value', value }
        : { case: 'list', value: create(StringListSchema, { values: [...value] }) },
  });
}
