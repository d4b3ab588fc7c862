import type { OtherLayers } from '@grantlog/decision';
import { type AppliedPolicy, compiledPolicies, type PolicyType } from '@grantlog/policy';
import { type CaseDocument, documentText, type DecisionCase } from './decision-case.js';

/**
 * The layers of a case that do not come from the principal's own documents.
 *
 * @throws UnreadablePolicyError when a document is not a policy of its type.
 */
export function caseLayers(question: DecisionCase): OtherLayers {
  const { permissionsBoundary, sessionPolicy, scps } = question;
  return {
    ...resourceLayer(question),
    ...(permissionsBoundary === undefined
      ? {}
      : { boundary: applied('permissionsBoundary', permissionsBoundary, 'boundary') }),
    ...(sessionPolicy === undefined ? {} : { session: [applied('sessionPolicy', sessionPolicy, 'session')] }),
    ...(scps === undefined ? {} : { guardrails: scps.map(guardrailLevel) }),
  };
}

/** The policy of the resource; for `sts:` actions it is the trust policy of a role. */
function resourceLayer({
  resourcePolicy,
  action,
  resource,
}: DecisionCase): Pick<OtherLayers, 'trust' | 'resource'> {
  if (resourcePolicy === undefined) return {};
  return action.toLowerCase().startsWith('sts:')
    ? { trust: applied('resourcePolicy', resourcePolicy, 'trust', resource) }
    : { resource: applied('resourcePolicy', resourcePolicy, 'resource', resource) };
}

function guardrailLevel(documents: readonly CaseDocument[], level: number): readonly AppliedPolicy[] {
  return documents.map((document, position) => applied(`scps/${level}/${position}`, document, 'scp'));
}

/** Each policy is named after its place in the case. */
function applied(policy: string, document: CaseDocument, type: PolicyType, attachedTo = ''): AppliedPolicy {
  const compiled = compiledPolicies().get({}, documentText(document), type);
  return { compiled, policy, version: '', attachedTo };
}
