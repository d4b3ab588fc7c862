import type { PrincipalDescriptor } from '../evaluate/principal.js';
import type { EvaluationRequest } from '../evaluate/request.js';
import type { RequestContext } from '../evaluate/request-context.js';

const ARN_COLONS = 5;

/** A request in the form in which compiled statements look at it: prepared once, asked of every policy. */
export class Question {
  readonly principal: PrincipalDescriptor;
  readonly resource: string;
  readonly context: RequestContext;
  readonly writtenAction: string;
  /** In lower case. */
  readonly action: string;
  /** The part of the action before the colon. */
  readonly service: string;
  /** See `AppliedTrustPolicy.principalIds`; set before that policy is asked. */
  principalIds: ReadonlyMap<string, string> | undefined = undefined;
  /** Whether the caller has a permissions boundary. */
  hasBoundary = false;
  #colons: readonly number[] | undefined;

  constructor(request: EvaluationRequest) {
    this.principal = request.principal;
    this.resource = request.resource;
    this.context = request.context;
    this.writtenAction = request.action;
    this.action = request.action.toLowerCase();
    this.service = this.action.slice(0, Math.max(0, this.action.indexOf(':')));
  }

  /** The offsets of the resource's first five colons; fewer when it is not an ARN. */
  get resourceColons(): readonly number[] {
    return (this.#colons ??= firstColons(this.resource));
  }
}

function firstColons(text: string): readonly number[] {
  const colons: number[] = [];
  for (let at = text.indexOf(':'); at >= 0 && colons.length < ARN_COLONS; at = text.indexOf(':', at + 1)) {
    colons.push(at);
  }
  return colons;
}
