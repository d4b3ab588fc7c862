import { type DecisionOutcome, requestContext } from '@grantlog/policy';
import { caseIndex } from './case-index.js';
import { caseLayers } from './case-layers.js';
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
  const principal = casePrincipal(question);
  const { index, holder } = caseIndex(question, principal);
  const { resourceAccount } = question;
  const request = {
    principal: principal.descriptor,
    action: question.action,
    resource: question.resource,
    context: requestContext(Object.entries(question.context)),
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
  };
  const { decision, determining } = index.explain(holder, request, caseLayers(question));
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
