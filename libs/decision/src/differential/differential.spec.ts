import { compareWorlds } from '@grantlog/testing';
import { respondents } from './respondents.fixture.js';

const cases = Number(process.env['DIFFERENTIAL_CASES'] ?? 200_000);
const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? 20_260_101);

describe(`${cases} random cases from seed ${seed} (DIFFERENTIAL_CASES, DIFFERENTIAL_SEED)`, () => {
  it('are decided by the evaluator, its explanation and the account index as the oracle decides them', () => {
    const { disagreements, split } = compareWorlds({ cases, seed, respondents });

    expect(disagreements).toEqual([]);
    for (const share of Object.values(split)) expect(share / cases).toBeGreaterThan(0.1);
  }, 600_000);
});
