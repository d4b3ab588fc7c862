import type { Authenticator, Clock, VerificationKeys } from '@grantlog/credentials';
import type { ExecutionPorts } from '../execution/execution-ports.js';

/** Injection token of {@link AdminApiPorts}. */
export const ADMIN_API_PORTS = Symbol('AdminApiPorts');

/** What the administrative API needs from the outside. */
export interface AdminApiPorts extends ExecutionPorts {
  /** The one choke point that says who is calling. */
  readonly authenticator: Authenticator;
  /** The public signing keys, published at `/.well-known/jwks.json`. */
  readonly verificationKeys: VerificationKeys;
  readonly clock: Clock;
}
