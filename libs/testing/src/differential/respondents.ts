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

/** Somebody who answers what the oracle answers; who cannot say why leaves out what determined it. */
export type Respondent = (request: EvaluationRequest) => Partial<OracleAnswer>;

/** Everybody, by name, who can decide requests of a principal under its policies. */
export type Respondents = (
  world: Pick<World, 'principal' | 'layers'>,
  compiled: PolicyLayers,
) => Readonly<Record<string, Respondent>>;

/** The evaluator and its explanation. */
export const evaluator: Respondents = (_world, compiled) => ({
  evaluate: (request) => ({ decision: evaluate(request, compiled).decision }),
  explain: (request) => {
    const explained = explain(request, compiled);
    // The same decision by another layer would be another answer.
    return explained.decidedBy === evaluate(request, compiled).decidedBy ? oracleAnswer(explained) : {};
  },
});

/** Which layer the policies of that name are in. */
const layers: Readonly<Record<string, Layer>> = {
  identity: 'IdentityPolicy',
  trust: 'ResourcePolicy',
  resource: 'ResourcePolicy',
  boundary: 'PermissionsBoundary',
  session: 'SessionPolicy',
  guardrails: 'Organization',
};

/**
 * An explanation in the oracle's words: statements by the names that the oracle gives them; one that is said to be of
 * another layer gets no such name.
 */
export function oracleAnswer({ decision, determining }: ExplainedDecision): OracleAnswer {
  const ids = determining.map(({ policy, index, layer }) => {
    const [place = ''] = policy.split('/');
    return `${policy}/Statement/${index}${layers[place] === layer ? '' : ` in ${layer}`}`;
  });
  return { decision, determining: [...new Set(ids)].sort() };
}
