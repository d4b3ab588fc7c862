import {
  type ContextValue,
  principalContext,
  type PrincipalDescriptor,
  type RequestContext,
  requestContext,
} from '@grantlog/policy';
import type { ConditionContext } from '../catalogue/operation.js';
import type { Call } from './call.js';

/**
 * The condition keys of an administrative call: those of the principal, of the operation, and of the network and
 * time (AWS IAM User Guide, "AWS global condition context keys").
 */
export function authorizationContext(
  principal: PrincipalDescriptor,
  call: Call,
  operation: ConditionContext,
): RequestContext {
  const entries: (readonly [string, ContextValue])[] = [
    ...Object.entries(operation),
    ['aws:SourceIp', call.sourceIp],
    ['aws:SecureTransport', String(call.isSecure)],
    ['aws:CurrentTime', call.now.toISOString()],
    ['aws:EpochTime', String(Math.floor(call.now.getTime() / 1_000))],
    ['aws:ViaAWSService', 'false'],
  ];
  if (call.userAgent !== undefined) entries.push(['aws:UserAgent', call.userAgent]);
  if (call.region !== undefined) entries.push(['aws:RequestedRegion', call.region]);
  return requestContext(entries, principalContext(principal));
}
