import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { encodeRevisionToken } from '@grantlog/contract';
import { type Caller, incomingHeaders, type IncomingHeaders } from '@grantlog/credentials';
import { OVERSIGHT, type Oversight, type RawBodyRequest } from '@grantlog/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JsonObject, Operation } from '../catalogue/operation.js';
import type { Call } from '../execution/call.js';
import { assertAlive } from '../execution/live-caller.js';
import type { WriteAnswer } from '../execution/write-answer.js';
import { ADMIN_API_PORTS, type AdminApiPorts } from './admin-api-ports.js';
import { AskOperation } from './ask-operation.js';
import { toEdgeError } from './edge-errors.js';
import type { InputSchema } from './input-schema.js';
import { operationInput } from './operation-input.js';
import { overseeOperation } from './oversee-operation.js';
import { PerformOperation } from './perform-operation.js';
import { requestFacts } from './request-facts.js';

const acceptedServices = ['grantlog'];
const noBody = new Uint8Array();

type Request = FastifyRequest & RawBodyRequest;

/** Where every REST request enters: who calls, then the shape of the input, then the operation itself. */
@Injectable()
export class RestEntry {
  constructor(
    @Inject(ADMIN_API_PORTS) private readonly ports: AdminApiPorts,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(OVERSIGHT) private readonly oversight: Oversight,
  ) {}

  /** Answers one request for an operation, or throws an EdgeError. */
  async answer(
    operation: Operation,
    schema: InputSchema,
    request: Request,
    reply: FastifyReply,
  ): Promise<void> {
    try {
      const { status, body, token } = await this.#carryOut(operation, schema, request);
      if (token !== undefined) reply.header('grantlog-revision-token', token);
      // Answers may hold secrets, and their like is never the same for long.
      reply.header('cache-control', 'no-store').header('x-request-id', request.id);
      await reply.status(status).send(body);
    } catch (error) {
      throw toEdgeError(error);
    }
  }

  async #carryOut(operation: Operation, schema: InputSchema, request: Request): Promise<Answer> {
    const { rawBody: body = noBody, originalUrl: rawUrl, method } = request;
    const headers = incomingHeaders(request.raw.rawHeaders);
    const credentials = { method, rawUrl, headers, body, acceptedServices };
    const caller = await this.ports.authenticator.authenticate(credentials);
    const overseen = { operation, caller, traceParent: headers.get('traceparent')?.[0] };
    return overseeOperation(this.oversight, overseen, async () => {
      const pathParameters = request.params as Readonly<Record<string, string>>;
      const { input, call } = await this.#shaped(caller, () => ({
        input: operationInput(operation, schema, { rawUrl, pathParameters, headers, body }),
        call: this.#call(caller, headers, request),
      }));
      if (operation.kind === 'query') {
        return { status: 200, body: await this.queries.execute(new AskOperation(operation, input, call)) };
      }
      const written = await this.commands.execute(new PerformOperation(operation, input, call));
      return { ...written, token: this.#token(caller, written) };
    });
  }

  /** Reads the request; one of the wrong shape is told so only to a caller who still exists. */
  async #shaped<T>(caller: Caller, read: () => T): Promise<T> {
    try {
      return read();
    } catch (error) {
      await assertAlive(caller, this.ports.log);
      throw error;
    }
  }

  #call(caller: Caller, headers: IncomingHeaders, request: FastifyRequest): Call {
    return {
      caller,
      now: this.ports.clock(),
      requestId: request.id,
      // An IPv4 peer of a socket that listens on IPv6 (RFC 4291, section 2.5.5.2).
      sourceIp: request.ip.replace(/^::ffff:(?=\d+\.)/i, ''),
      isSecure: request.protocol === 'https',
      ...requestFacts(headers),
    };
  }

  #token({ account }: Caller, { revision }: WriteAnswer): string {
    return encodeRevisionToken({ logId: this.ports.log.logId, account }, revision);
  }
}

/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  /** Of a command. */
  readonly revision?: bigint;
  readonly token?: string;
}
