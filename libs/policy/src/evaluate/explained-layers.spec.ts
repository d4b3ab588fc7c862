import type { Layer } from './decision.js';
import { evaluate } from './evaluate.js';
import { explain } from './explain.js';
import type { PolicyLayers } from './policy-layers.js';
import {
  account,
  applied,
  federatedUser,
  request,
  resourcePolicy,
  roleSession,
  statement,
} from './request.fixture.js';

/** In the order in which a Deny is attributed. */
const layersInOrder = [
  'Organization',
  'ResourcePolicy',
  'IdentityPolicy',
  'PermissionsBoundary',
  'SessionPolicy',
] as const;
type PolicyLayer = (typeof layersInOrder)[number];

type EffectOf = (layer: PolicyLayer) => 'Allow' | 'Deny';

/** One statement about everything in every layer; the organization has it at two levels. */
function everyLayer(effectOf: EffectOf): PolicyLayers {
  const policy = (layer: PolicyLayer, name: string) => applied(statement(effectOf(layer), '*'), name);
  return {
    identity: [policy('IdentityPolicy', 'own')],
    resource: resourcePolicy({ Effect: effectOf('ResourcePolicy'), Principal: { AWS: account } }),
    boundary: policy('PermissionsBoundary', 'boundary'),
    session: [policy('SessionPolicy', 'passed')],
    guardrails: [[policy('Organization', 'top')], [policy('Organization', 'bottom')]],
  };
}

const names: Record<PolicyLayer, readonly string[]> = {
  Organization: ['top', 'bottom'],
  ResourcePolicy: ['resource'],
  IdentityPolicy: ['own'],
  PermissionsBoundary: ['boundary'],
  SessionPolicy: ['passed'],
};

function determining(layers: readonly PolicyLayer[]): readonly (readonly [Layer, string])[] {
  return layers.flatMap((layer) => names[layer].map((name) => [layer, name] as const));
}

const subsets = Array.from({ length: 2 ** layersInOrder.length }, (_, bits) =>
  layersInOrder.filter((_layer, bit) => ((bits >> bit) & 1) === 1),
);

describe('an explanation', () => {
  it.each(subsets.map((denying) => [denying.join(', ') || 'no layer', denying] as const))(
    'names every layer when %s denies',
    (_title, denying) => {
      const layers = everyLayer((layer) => (denying.includes(layer) ? 'Deny' : 'Allow'));
      const explained = explain(request(roleSession()), layers);
      const first = denying[0];
      expect({ decision: explained.decision, decidedBy: explained.decidedBy }).toEqual(
        first === undefined
          ? { decision: 'Allow', decidedBy: 'IdentityPolicy' }
          : { decision: 'ExplicitDeny', decidedBy: first },
      );
      expect(explained.determining.map(({ layer, policy }) => [layer, policy])).toEqual(
        determining(first === undefined ? layersInOrder : denying),
      );
      expect(evaluate(request(roleSession()), layers)).toEqual({
        decision: explained.decision,
        decidedBy: explained.decidedBy,
      });
    },
  );

  const nothing = applied(statement('Allow', 'sqs:*'), 'nothing');
  const something = applied(statement('Allow', '*'), 'something');

  it.each<[title: string, Partial<PolicyLayers>, decidedBy: Layer, why: string]>([
    ['a boundary', { boundary: nothing }, 'PermissionsBoundary', 'permissions boundary'],
    ['a session policy', { session: [nothing] }, 'SessionPolicy', 'session policy'],
    ['a guardrail', { guardrails: [[nothing]] }, 'Organization', 'service control policy'],
    [
      'the second of two levels',
      { guardrails: [[something], [nothing]] },
      'Organization',
      'service control policy',
    ],
  ])('names %s that does not allow', (_title, limit, decidedBy, kind) => {
    const layers = { identity: [something], ...limit };
    const asked = request(roleSession());
    expect(explain(asked, layers)).toMatchObject({
      decision: 'ImplicitDeny',
      decidedBy,
      determining: [],
      summary: `${roleSession().arn} is not authorized to perform orders:GetOrder on resource ${asked.resource}, because no ${kind} allows the orders:GetOrder action (nothing)`,
    });
    expect(evaluate(asked, layers)).toEqual({ decision: 'ImplicitDeny', decidedBy });
  });

  it('names no policy when a federated session has none', () => {
    const asked = request(federatedUser());
    const { summary, decidedBy } = explain(asked, { identity: [something] });
    expect(decidedBy).toBe('SessionPolicy');
    expect(summary).toBe(
      `${federatedUser().arn} is not authorized to perform orders:GetOrder on resource ${asked.resource}, because no session policy allows the orders:GetOrder action`,
    );
  });

  it('names all policies of a limit', () => {
    const session = [nothing, applied(statement('Allow', 'sns:*'), 'neither')];
    const { summary } = explain(request(roleSession()), { identity: [something], session });
    expect(summary).toMatch(/ \(nothing, neither\)$/);
  });
});
