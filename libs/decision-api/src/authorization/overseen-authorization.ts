import { anyUnpack } from '@bufbuild/protobuf/wkt';
import {
  type AuthorizeRequest,
  type AuthorizeResponse,
  AuthorizeResponse_Decision,
  type BatchAuthorizeRequest,
  type BatchAuthorizeResponse,
  type BatchItem,
  EdgeError,
  ErrorInfoSchema,
} from '@grantlog/contract';
import { type Oversight, OVERSIGHT } from '@grantlog/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Authorization, type AuthorizeCall } from './authorization.js';

type Method = 'Authorize' | 'BatchAuthorize';

/** {@link Authorization} for calls from outside: refused under overload, counted by their decisions, traced. */
@Injectable()
export class OverseenAuthorization {
  constructor(
    @Inject(Authorization) private readonly authorization: Authorization,
    @Inject(OVERSIGHT) private readonly oversight: Oversight,
  ) {}

  /** As {@link Authorization.authorize}; besides, throws `too_many_requests`. */
  async authorize(call: AuthorizeCall, read: () => AuthorizeRequest): Promise<AuthorizeResponse> {
    const response = await this.#oversee('Authorize', call, () => this.authorization.authorize(call, read));
    this.oversight.metrics.count('decisions', [results[response.decision]]);
    return response;
  }

  /** As {@link Authorization.batchAuthorize}; besides, throws `too_many_requests`. */
  async batchAuthorize(
    call: AuthorizeCall,
    read: () => BatchAuthorizeRequest,
  ): Promise<BatchAuthorizeResponse> {
    const answer = () => this.authorization.batchAuthorize(call, read);
    const response = await this.#oversee('BatchAuthorize', call, answer);
    const { admission, metrics } = this.oversight;
    admission.charge(call.caller.account, response.items.length);
    metrics.observe('batchItems', [], response.items.length);
    for (const item of response.items) metrics.count('decisions', [resultOf(item)]);
    return response;
  }

  async #oversee<T extends { readonly revision: bigint }>(
    method: Method,
    call: AuthorizeCall,
    answer: () => Promise<T>,
  ): Promise<T> {
    const { admission, metrics } = this.oversight;
    const startMs = performance.now();
    try {
      admission.admit(call.caller.account);
      const answered = await (call.traceParent === undefined ? answer() : this.#traced(method, call, answer));
      metrics.observe('authorizeSeconds', [method], (performance.now() - startMs) / 1_000);
      return answered;
    } catch (error) {
      const code = error instanceof EdgeError ? error.code : 'internal';
      metrics.count('decisions', [code]);
      if (code === 'too_many_requests') metrics.count('shedCalls', ['decision']);
      else metrics.observe('authorizeSeconds', [method], (performance.now() - startMs) / 1_000);
      throw error;
    }
  }

  /** Only calls that are part of a trace are traced: there are too many others. */
  #traced<T extends { readonly revision: bigint }>(
    method: Method,
    { caller: { account }, traceParent }: AuthorizeCall,
    answer: () => Promise<T>,
  ): Promise<T> {
    const facts = { 'grantlog.account': account, 'rpc.method': method };
    return this.oversight.tracing.span(
      'authorize',
      facts,
      async (span) => {
        const answered = await answer();
        span.set({ 'grantlog.revision': String(answered.revision) });
        return answered;
      },
      traceParent,
    );
  }
}

const results: Readonly<Record<AuthorizeResponse_Decision, string>> = {
  [AuthorizeResponse_Decision.DECISION_UNSPECIFIED]: 'internal',
  [AuthorizeResponse_Decision.ALLOW]: 'allow',
  [AuthorizeResponse_Decision.EXPLICIT_DENY]: 'explicit_deny',
  [AuthorizeResponse_Decision.IMPLICIT_DENY]: 'implicit_deny',
};

function resultOf({ result }: BatchItem): string {
  if (result.case === 'response') return results[result.value.decision];
  const [detail] = result.value?.details ?? [];
  const info = detail === undefined ? undefined : anyUnpack(detail, ErrorInfoSchema);
  return info?.reason.toLowerCase() ?? 'internal';
}
