import { evaluate, PolicySet, type PolicyLayers, policiesIn } from '@grantlog/policy';
import type { Respondents } from '@grantlog/testing';
import { evaluator, oracleAnswer } from '@grantlog/testing';
import { principalIndex } from './principal-index.fixture.js';

/** The evaluator, short and long indexes, and an account index that was loaded from the same documents. */
export const respondents: Respondents = (world, compiled) => {
  const index = principalIndex(world.principal, world.layers.identity);
  const long = repeated(compiled);
  return {
    ...evaluator(world, compiled),
    'long set': (request) => ({ decision: evaluate(request, long).decision }),
    ...(index && {
      index: (request) => ({ decision: index.evaluate(request, compiled).decision }),
      'index, explained': (request) => oracleAnswer(index.explain(request, compiled)),
    }),
  };
};

/** More often than a statement may stand in an index that is short. */
const times = 65;

/** Every identity policy many times, which decides the same; all of them in one index, in which they are looked up. */
function repeated(layers: PolicyLayers): PolicyLayers {
  const once = layers.identity.flatMap(policiesIn);
  return { ...layers, identity: [new PolicySet(Array.from({ length: times }, () => once).flat())] };
}
