import { type EvaluationRequest, requestContext } from '@grantlog/policy';
import type { RequestJson, World } from '../generate/world.js';
import { oracle, type OracleAnswer } from '../oracle/oracle.js';
import type { OracleRequest } from '../oracle/oracle-request.js';
import { type LoadedLayers, loadLayers } from './load-layers.js';
import { evaluator, type Respondent, type Respondents } from './respondents.js';

/** One question with all it depends on, as JSON. */
export interface DecisionCase extends Omit<World, 'requests'> {
  readonly request: RequestJson;
}

/** Who answers otherwise than the oracle, and what. */
export interface Dissent {
  readonly respondent: string;
  readonly answer: Partial<OracleAnswer>;
}

/** What the oracle says, and the first who disagrees. */
export interface Verdict {
  readonly expected: OracleAnswer;
  readonly dissent?: Dissent;
}

/**
 * Returns a function that asks the oracle and everybody else (without more, the evaluator): policies are loaded once
 * for many requests.
 *
 * @throws Error when a document is not a policy
 */
export function comparison(
  world: Pick<World, 'principal' | 'layers'>,
  respondents: Respondents = evaluator,
): (request: RequestJson) => Verdict {
  const loaded: LoadedLayers = loadLayers(world.layers);
  const asked = Object.entries(respondents(world, loaded.compiled));
  return (request) => {
    const question = { principal: world.principal, ...request };
    const expected = oracle(question, loaded.parsed);
    const dissent = firstDissent(asked, evaluationRequest(question), expected);
    return dissent === undefined ? { expected } : { expected, dissent };
  };
}

/** The verdict on a case by itself; `undefined` when its documents are not policies. */
export function verdict(
  { request, ...world }: DecisionCase,
  respondents: Respondents = evaluator,
): Verdict | undefined {
  try {
    return comparison(world, respondents)(request);
  } catch {
    return undefined;
  }
}

function firstDissent(
  asked: readonly (readonly [string, Respondent])[],
  request: EvaluationRequest,
  expected: OracleAnswer,
): Dissent | undefined {
  for (const [respondent, ask] of asked) {
    const answer = ask(request);
    const isSame =
      answer.decision === expected.decision &&
      (answer.determining === undefined || answer.determining.join() === expected.determining.join());
    if (!isSame) return { respondent, answer };
  }
  return undefined;
}

/** The question as the evaluator takes it. */
export function evaluationRequest({ context, ...request }: OracleRequest): EvaluationRequest {
  return { ...request, context: requestContext(Object.entries(context)) };
}
