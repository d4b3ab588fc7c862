import { verdict } from './compare.js';
import { regressions } from './regressions.fixture.js';

describe('a case that was decided otherwise than by the oracle', () => {
  it.each(Object.entries(regressions))('%s', (_title, known) => {
    const found = verdict(known);

    expect(found).toBeDefined();
    expect(found?.dissent).toBeUndefined();
  });
});
