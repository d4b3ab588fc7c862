import type { PrincipalDescriptor } from './principal.js';
import type { RequestContext } from './request-context.js';

/** One question: may this principal do this action on this resource? */
export interface EvaluationRequest {
  readonly principal: PrincipalDescriptor;
  /** `service:Name`, compared without regard to case. */
  readonly action: string;
  /** An ARN or `*`; a `*` in it is an ordinary character. */
  readonly resource: string;
  /** Every key that conditions may ask for, those of the principal included. */
  readonly context: RequestContext;
  /** Twelve digits; when absent, the account in the resource's ARN, else the principal's own. */
  readonly resourceAccount?: string;
}
