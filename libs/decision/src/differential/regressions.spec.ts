import { verdict } from '@grantlog/testing';
import { regressions } from './regressions.fixture.js';
import { respondents } from './respondents.fixture.js';

describe('a case that was decided otherwise than by the oracle', () => {
  it.each(Object.entries(regressions))('%s', (_title, known) => {
    const found = verdict(known, respondents);

    expect(found).toBeDefined();
    expect(found?.dissent).toBeUndefined();
  });
});
