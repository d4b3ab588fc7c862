import type { PrincipalDescriptor } from '../evaluate/principal.js';
import type { EvaluationRequest } from '../evaluate/request.js';
import type { RequestContext } from '../evaluate/request-context.js';
import { type ActionName, actionName } from './action-name.js';
import { Beginnings } from '../lookup/beginnings.js';
import { endingOf } from '../lookup/ending.js';

/** A request in the form in which compiled statements look at it: prepared once, asked of every policy. */
export class Question {
  principal: PrincipalDescriptor;
  action: ActionName;
  resource: string;
  /** The beginnings and the ending of the resource, in numbers. */
  readonly resourceBeginnings: Beginnings;
  resourceEnding: number;
  context: RequestContext;
  /** Whether the caller has a permissions boundary. */
  hasBoundary: boolean;
  /** See `AppliedTrustPolicy.principalIds`; set before that policy is asked. */
  principalIds: ReadonlyMap<string, string> | undefined = undefined;

  constructor(request: EvaluationRequest, hasBoundary = false) {
    this.principal = request.principal;
    this.action = actionName(request.action);
    this.resource = request.resource;
    this.resourceBeginnings = new Beginnings(request.resource);
    this.resourceEnding = endingOf(request.resource);
    this.context = request.context;
    this.hasBoundary = hasBoundary;
  }

  /** Becomes the question of another request. */
  become(request: EvaluationRequest, hasBoundary: boolean): void {
    this.principal = request.principal;
    this.action = actionName(request.action);
    this.resource = request.resource;
    this.resourceBeginnings.become(request.resource);
    this.resourceEnding = endingOf(request.resource);
    this.context = request.context;
    this.hasBoundary = hasBoundary;
  }
}
