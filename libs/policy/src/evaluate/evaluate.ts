import type { Decision, ExplainedDecision } from './decision.js';
import type { EvaluationRequest } from './request.js';
import type { PolicyLayers } from './policy-layers.js';

export function evaluate(request: EvaluationRequest, layers: PolicyLayers): Decision {
  throw new Error(`not built ${request.action} ${layers.identity.length}`);
}

export function explain(request: EvaluationRequest, layers: PolicyLayers): ExplainedDecision {
  throw new Error(`not built ${request.action} ${layers.identity.length}`);
}
