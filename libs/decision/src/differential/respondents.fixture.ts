import type { Respondents } from '@grantlog/testing';
import { evaluator, oracleAnswer } from '@grantlog/testing';
import { principalIndex } from './principal-index.fixture.js';

/** The evaluator, and an account index that was loaded from the same documents. */
export const respondents: Respondents = (world, compiled) => {
  const index = principalIndex(world.principal, world.layers.identity);
  return {
    ...evaluator(world, compiled),
    ...(index && {
      index: (request) => ({ decision: index.evaluate(request, compiled).decision }),
      'index, explained': (request) => oracleAnswer(index.explain(request, compiled)),
    }),
  };
};
