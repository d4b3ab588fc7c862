import {
  contextKeys,
  evaluate,
  mayAllow,
  mayDeny,
  policiesIn,
  parsePolicy,
  type Policy,
  printPolicy,
} from '@grantlog/policy';
import { evaluationRequest } from '../differential/compare.js';
import { loadLayers } from '../differential/load-layers.js';
import { generateWorld } from '../generate/generate-world.js';
import { oracle } from '../oracle/oracle.js';
import type { OracleLayers } from '../oracle/oracle-request.js';

const seed = 60_260_101;
const worlds = Array.from({ length: 1_000 }, (_, index) => {
  const world = generateWorld(seed + index, 5);
  return { ...world, ...loadLayers(world.layers) };
});

function policiesOf({
  identity,
  trust,
  resource,
  boundary,
  session,
  guardrails,
}: OracleLayers): readonly Policy[] {
  const named = [...identity, trust, resource, boundary, ...(session ?? []), ...(guardrails?.flat() ?? [])];
  return named.flatMap((each) => (each === undefined ? [] : [each.policy]));
}

describe(`what can be known of a policy without a request, in random worlds from seed ${seed}`, () => {
  it('the canonical print reads as the same policy and prints as the same text', () => {
    for (const policy of worlds.flatMap(({ parsed }) => policiesOf(parsed))) {
      const text = printPolicy(policy);
      const again = parsePolicy(text, policy.type, { maxSize: Infinity, grammarOnly: true });

      expect(again.ok && again.policy).toEqual(policy);
      expect(again.ok && printPolicy(again.policy)).toBe(text);
    }
  });

  it('keys that no policy asks for decide nothing', () => {
    for (const { parsed, compiled, principal, requests } of worlds) {
      const asked = new Set(
        policiesOf(parsed)
          .flatMap(contextKeys)
          .map((key) => key.toLowerCase()),
      );
      for (const request of requests) {
        const context = Object.fromEntries(
          Object.entries(request.context).filter(([key]) => asked.has(key.toLowerCase())),
        );
        const decide = (question: typeof request) =>
          evaluate(evaluationRequest({ principal, ...question }), compiled).decision;

        expect(decide({ ...request, context })).toBe(decide(request));
      }
    }
  });

  it('a policy that can neither allow nor deny an action has no part in a decision on it', () => {
    let ruledOut = 0;
    for (const { parsed, compiled, principal, requests } of worlds) {
      for (const request of requests) {
        const { decision, determining } = oracle({ principal, ...request }, parsed);
        const may = decision === 'ExplicitDeny' ? mayDeny : mayAllow;
        for (const { compiled: policy, policy: name } of compiled.identity.flatMap(policiesIn)) {
          if (may(policy, request.action)) continue;
          ruledOut += 1;

          expect(determining.filter((id) => id.startsWith(`${name}/`))).toEqual([]);
        }
      }
    }

    expect(ruledOut).toBeGreaterThan(1_000);
  });
});
