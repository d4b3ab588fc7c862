import {
  evaluate,
  type EvaluationRequest,
  explain,
  type ExplainedDecision,
  type Layer,
  type PolicyLayers,
} from '@grantlog/policy';
import type { World } from '../generate/world.js';
import type { OracleAnswer } from '../oracle/oracle.js';
import { principalIndex } from './principal-index.js';

/** Somebody who answers what the oracle answers; who cannot say why leaves out what determined it. */
export type Respondent = (request: EvaluationRequest) => Partial<OracleAnswer>;

/** Everybody who can decide requests of that principal under these policies. */
export function respondents(
  { principal, layers }: Pick<World, 'principal' | 'layers'>,
  compiled: PolicyLayers,
): Readonly<Record<string, Respondent>> {
  const index = principalIndex(principal, layers.identity);
  return {
    evaluate: (request) => ({ decision: evaluate(request, compiled).decision }),
    explain: (request) => {
      const explained = explain(request, compiled);
      // The same decision by another layer would be another answer.
      return explained.decidedBy === evaluate(request, compiled).decidedBy ? answer(explained) : {};
    },
    ...(index && {
      index: (request) => ({ decision: index.evaluate(request, compiled).decision }),
      'index, explained': (request) => answer(index.explain(request, compiled)),
    }),
  };
}

/** Which layer the policies of that name are in. */
const layers: Readonly<Record<string, Layer>> = {
  identity: 'IdentityPolicy',
  trust: 'ResourcePolicy',
  resource: 'ResourcePolicy',
  boundary: 'PermissionsBoundary',
  session: 'SessionPolicy',
  guardrails: 'Organization',
};

/** Statements by the names that the oracle gives them; one that is said to be of another layer gets no such name. */
function answer({ decision, determining }: ExplainedDecision): OracleAnswer {
  const ids = determining.map(({ policy, index, layer }) => {
    const [place = ''] = policy.split('/');
    return `${policy}/Statement/${index}${layers[place] === layer ? '' : ` in ${layer}`}`;
  });
  return { decision, determining: [...new Set(ids)].sort() };
}
