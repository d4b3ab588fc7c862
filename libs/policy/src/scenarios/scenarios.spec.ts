import { evaluate } from '../evaluate/evaluate.js';
import { explain } from '../evaluate/explain.js';
import { applied, request, user } from '../evaluate/request.fixture.js';
import { everyday } from './everyday.fixture.js';

describe.each(everyday)('$title', ({ identity, cases }) => {
  const layers = { identity: identity.map((document) => applied(document)) };

  it.each(cases)('$because: $expected', ({ principal = user(), expected, ...asked }) => {
    const question = request(principal, asked);
    expect(evaluate(question, layers).decision).toBe(expected);
    expect(explain(question, layers).decision).toBe(expected);
  });
});
