import {
  type AuthorizeRequest,
  type AuthorizeResponse,
  type BatchAuthorizeRequest,
  type BatchAuthorizeResponse,
  EdgeError,
} from '@grantlog/contract';
import type { Caller } from '@grantlog/credentials';
import { OVERSIGHT, type Oversight } from '@grantlog/platform';
import type {
  Metadata,
  handleBidiStreamingCall,
  handleUnaryCall,
  sendUnaryData,
  ServerUnaryCall,
} from '@grpc/grpc-js';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { AuthorizeCall } from '../authorization/authorization.js';
import { credentialErrorOf, edgeErrorOf } from '../authorization/edge-error-of.js';
import { OverseenAuthorization } from '../authorization/overseen-authorization.js';
import { DECISION_API_PARTS, type DecisionApiParts } from '../decision-api-parts.js';
import { grpcError } from './grpc-error.js';

type Handle<Request, Response> = (call: AuthorizeCall, read: () => Request) => Promise<Response>;

/** The methods of the authorization service as grpc-js calls them: who calls, then the answer or a status. */
@Injectable()
export class AuthorizationHandlers {
  readonly #logger = new Logger(AuthorizationHandlers.name);

  constructor(
    @Inject(OverseenAuthorization) private readonly authorization: OverseenAuthorization,
    @Inject(DECISION_API_PARTS) private readonly parts: DecisionApiParts,
    @Inject(OVERSIGHT) private readonly oversight: Oversight,
  ) {}

  readonly authorize: handleUnaryCall<AuthorizeRequest, AuthorizeResponse> = (call, callback) => {
    void this.#answer(call, callback, (...given) => this.authorization.authorize(...given));
  };

  readonly batchAuthorize: handleUnaryCall<BatchAuthorizeRequest, BatchAuthorizeResponse> = (
    call,
    callback,
  ) => {
    void this.#answer(call, callback, (...given) => this.authorization.batchAuthorize(...given));
  };

  readonly streamAuthorize: handleBidiStreamingCall<unknown, unknown> = (call) => {
    const detail = 'StreamAuthorize is not built yet; call Authorize or BatchAuthorize';
    call.emit('error', grpcError(new EdgeError('not_supported', detail)));
  };

  async #answer<Request, Response>(
    call: ServerUnaryCall<Request, Response>,
    callback: sendUnaryData<Response>,
    handle: Handle<Request, Response>,
  ): Promise<void> {
    try {
      const caller = await this.#caller(call.metadata);
      const deadlineMs = Number(call.getDeadline());
      const traceParent = this.#traceParent(call.metadata);
      const context = this.#context(call);
      callback(null, await handle({ caller, context, deadlineMs, traceParent }, () => call.request));
    } catch (thrown) {
      const error = edgeErrorOf(thrown);
      if (error.cause !== undefined) this.#logger.error({ err: error.cause }, error.detail);
      callback(grpcError(error));
    }
  }

  async #caller(metadata: Metadata): Promise<Caller> {
    try {
      return await this.parts.authenticator.authenticateMetadata(metadata.get('authorization').map(String));
    } catch (error) {
      throw credentialErrorOf(error);
    }
  }

  #traceParent(metadata: Metadata): string | undefined {
    return this.oversight.tracing.isOn ? metadata.get('traceparent')[0]?.toString() : undefined;
  }

  /** What is known of the connection, for the caller's own policies. */
  #context(call: Pick<ServerUnaryCall<unknown, unknown>, 'getPeer'>): AuthorizeCall['context'] {
    // grpc-js says of a TLS connection that it is one only where the client has a certificate.
    const isSecure = this.parts.tls !== undefined;
    return [
      ['aws:SourceIp', call.getPeer().replace(/:[0-9]+$/, '')],
      ['aws:SecureTransport', String(isSecure)],
    ];
  }
}
