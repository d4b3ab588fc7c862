import { evaluate } from '../evaluate/evaluate.js';
import { explain } from '../evaluate/explain.js';
import type { PolicyLayers } from '../evaluate/policy-layers.js';
import { applied, request, resourcePolicy, user } from '../evaluate/request.fixture.js';
import { conditional } from './conditional.fixture.js';
import { everyday } from './everyday.fixture.js';
import { layered } from './layered.fixture.js';
import type { Scenario } from './scenario.fixture.js';

function layersOf({ identity, boundary, session, guardrails, resource }: Scenario): PolicyLayers {
  const all = (documents: readonly unknown[]) => documents.map((document) => applied(document));
  return {
    identity: all(identity),
    ...(boundary === undefined ? {} : { boundary: applied(boundary) }),
    ...(session === undefined ? {} : { session: all(session) }),
    ...(guardrails === undefined ? {} : { guardrails: guardrails.map(all) }),
    ...(resource === undefined ? {} : { resource: resourcePolicy(...resource) }),
  };
}

describe.each([...everyday, ...conditional, ...layered])('$title', (scenario) => {
  const layers = layersOf(scenario);

  it.each(scenario.cases)('$because: $expected', ({ principal = user(), expected, ...asked }) => {
    const question = request(principal, asked);
    const { decision, decidedBy } = evaluate(question, layers);
    expect(decision).toBe(expected);
    expect(explain(question, layers)).toMatchObject({ decision, decidedBy });
  });
});
