import { createRegistry, type DescMessage, type MessageShape, toJson } from '@bufbuild/protobuf';
import {
  AuthorizeRequestSchema,
  AuthorizeResponseSchema,
  BadRequestSchema,
  BatchAuthorizeRequestSchema,
  BatchAuthorizeResponseSchema,
  ErrorInfoSchema,
  limits,
} from '@grantlog/contract';
import { incomingHeaders } from '@grantlog/credentials';
import { OVERSIGHT, type Oversight, type RawBodyRequest } from '@grantlog/platform';
import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthorizeCall } from '../authorization/authorization.js';
import { credentialErrorOf } from '../authorization/edge-error-of.js';
import { OverseenAuthorization } from '../authorization/overseen-authorization.js';
import { DECISION_API_PARTS, type DecisionApiParts } from '../decision-api-parts.js';
import { readMessage } from './read-message.js';

type Request = FastifyRequest & RawBodyRequest;

// The types that may stand in the details of an item's error.
const registry = createRegistry(ErrorInfoSchema, BadRequestSchema);

/** Where {@link AuthorizeController} answers. */
export const authorizeRoutes = [
  { method: 'POST', path: 'v1/authorize' },
  { method: 'POST', path: 'v1/authorize/batch' },
] as const;

/**
 * The two unary methods of the authorization service as proto3 JSON over HTTP, for curl and for languages without gRPC.
 * Same messages, same decisions; errors are problem+json.
 */
@Controller('v1/authorize')
export class AuthorizeController {
  constructor(
    @Inject(OverseenAuthorization) private readonly authorization: OverseenAuthorization,
    @Inject(DECISION_API_PARTS) private readonly parts: DecisionApiParts,
    @Inject(OVERSIGHT) private readonly oversight: Oversight,
  ) {}

  @Post()
  @HttpCode(200)
  async authorize(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    const call = await this.#call(request);
    const read = () => readMessage(AuthorizeRequestSchema, bodyOf(request), limits.authorizeMessage);
    answer(request, reply, AuthorizeResponseSchema, await this.authorization.authorize(call, read));
  }

  @Post('batch')
  @HttpCode(200)
  async batchAuthorize(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    const call = await this.#call(request);
    const read = () => readMessage(BatchAuthorizeRequestSchema, bodyOf(request), limits.batchMessage);
    answer(request, reply, BatchAuthorizeResponseSchema, await this.authorization.batchAuthorize(call, read));
  }

  async #call({ raw, method, url, rawBody, ip }: Request): Promise<AuthorizeCall> {
    try {
      const headers = incomingHeaders(raw.rawHeaders);
      const caller = await this.parts.authenticator.authenticate({
        method,
        rawUrl: raw.url ?? url,
        headers,
        body: rawBody ?? new Uint8Array(),
        acceptedServices: ['grantlog'],
      });
      const isSecure = 'encrypted' in raw.socket;
      const context = [
        ['aws:SourceIp', ip],
        ['aws:SecureTransport', String(isSecure)],
      ] as const;
      const traceParent = this.oversight.tracing.isOn ? headers.get('traceparent')?.[0] : undefined;
      return { caller, context, deadlineMs: Infinity, traceParent };
    } catch (error) {
      throw credentialErrorOf(error);
    }
  }
}

function bodyOf({ raw, rawBody }: Request) {
  return { headers: incomingHeaders(raw.rawHeaders), body: rawBody ?? new Uint8Array() };
}

function answer<Desc extends DescMessage>(
  request: Request,
  reply: FastifyReply,
  schema: Desc,
  message: MessageShape<Desc>,
): void {
  void reply.header('x-request-id', request.id).send(toJson(schema, message, { registry }));
}
