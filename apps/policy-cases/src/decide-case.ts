import type { DecisionOutcome, PolicyLayers } from '@grantlog/policy';
import { compiledPolicies, requestContext } from '@grantlog/policy';
import { caseIndex, documentText } from './case-index.js';
import { casePrincipal } from './case-principal.js';
import type { DecisionCase } from './decision-case.js';

const words: Readonly<Record<DecisionOutcome, string>> = {
  Allow: 'allowed',
  ExplicitDeny: 'explicitDeny',
  ImplicitDeny: 'implicitDeny',
};

/**
 * Decides a case with the index that Authorize uses.
 *
 * @throws UnreadablePolicyError, ContextError or CaseError when there is no decision.
 */
export function decideCase(question: DecisionCase): Readonly<Record<string, unknown>> {
  const principal = casePrincipal(question.principal);
  const { index, holder } = caseIndex(question, principal);
  const { resourceAccount } = question;
  const request = {
    principal: principal.descriptor,
    action: question.action,
    resource: question.resource,
    context: requestContext(Object.entries(question.context)),
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
  };
  const { decision, determining } = index.explain(holder, request, trustOf(question));
  return {
    decision: words[decision],
    determining: determining.map(({ policy, sid, index: position, pointer }) => ({
      policy,
      ...(sid === '' ? {} : { sid }),
      index: position,
      pointer,
    })),
  };
}

function trustOf({ resourcePolicy, resource }: DecisionCase): Pick<PolicyLayers, 'trust'> {
  if (resourcePolicy === undefined) return {};
  const compiled = compiledPolicies().get({}, documentText(resourcePolicy), 'trust');
  return { trust: { compiled, policy: 'resourcePolicy', version: '', attachedTo: resource } };
}
