import { type DecisionOutcome, evaluate } from '@grantlog/policy';
import { evaluationRequest } from '../differential/compare.js';
import { loadLayers } from '../differential/load-layers.js';
import { generateDocument, type Purpose } from '../generate/generate-document.js';
import { generateWorld } from '../generate/generate-world.js';
import { roles, things } from '../generate/alphabet.js';
import { Random } from '../generate/random.js';
import type { DocumentJson, LayersJson, RequestJson, StatementJson, World } from '../generate/world.js';
import {
  broughtTogether,
  duplicated,
  mapDocuments,
  shuffled,
  spreadOut,
  takenApart,
  withStatement,
} from './reshape.js';

const seed = Number(process.env['METAMORPHIC_SEED'] ?? 40_260_101);
const worlds = Array.from({ length: 800 }, (_, index) => generateWorld(seed + index, 10));

const everything: StatementJson = { Effect: 'Allow', Action: ['*'], Resource: ['*'] };
const allowAll: DocumentJson = { Version: '2012-10-17', Statement: [everything] };

function decide(principal: World['principal'], layers: LayersJson, requests: readonly RequestJson[]) {
  const { compiled } = loadLayers(layers);
  return requests.map((request) => evaluate(evaluationRequest({ principal, ...request }), compiled).decision);
}

type Change = (world: World, random: Random) => Partial<World> | undefined;
type Relation = (before: DecisionOutcome, after: DecisionOutcome) => boolean;

const same: Relation = (before, after) => before === after;
const noMore: Relation = (before, after) =>
  (after !== 'Allow' || before === 'Allow') && (before !== 'ExplicitDeny' || after === 'ExplicitDeny');
const noLess: Relation = (before, after) =>
  (before !== 'Allow' || after === 'Allow') && (before === 'ExplicitDeny') === (after === 'ExplicitDeny');

/** What broke the relation, with all it takes to see it again; a change that does not fit a world is left out. */
function broken(change: Change, holds: Relation) {
  let compared = 0;
  const failures = worlds.flatMap((world, index) => {
    const changed = change(world, new Random(seed + index));
    if (changed === undefined) return [];
    const { principal, layers, requests } = { ...world, ...changed };
    const before = decide(world.principal, world.layers, world.requests);
    const after = decide(principal, layers, requests);
    compared += requests.length;
    const at = before.findIndex((outcome, place) => !holds(outcome, after[place] ?? 'Allow'));
    return at === -1 ? [] : [{ seed: seed + index, before: before[at], after: after[at], world, layers, at }];
  });
  return { failures: failures.slice(0, 1), compared };
}

function isAboutRoles({ requests }: World): boolean {
  return requests.some(({ action }) => action.startsWith('sts:'));
}

/** A random statement of an effect, as it fits the purpose. */
function statementOf(
  effect: 'Allow' | 'Deny',
  purpose: Purpose,
  world: World,
  random: Random,
): StatementJson {
  const setting = { alphabet: isAboutRoles(world) ? roles : things, principal: world.principal };
  const { NotPrincipal, ...statement } =
    generateDocument(random, setting, purpose).Statement[0] ?? everything;
  return { ...statement, ...(NotPrincipal && { Principal: '*' }), Effect: effect };
}

/** The statement added to one document of every layer that there is. */
function added(effect: 'Allow' | 'Deny', world: World, random: Random): LayersJson {
  const one = (purpose: Purpose) => (document: DocumentJson) =>
    random.chance(0.5) ? document : withStatement(document, statementOf(effect, purpose, world, random));
  const { trust, resource, ...own } = world.layers;
  return {
    ...mapDocuments(own, one('identity')),
    ...(trust && { trust: { ...trust, document: one('trust')(trust.document) } }),
    ...(resource && { resource: { ...resource, document: one('resource')(resource.document) } }),
  };
}

describe(`changes of random worlds from seed ${seed} (METAMORPHIC_SEED)`, () => {
  const properties: readonly (readonly [string, Relation, Change])[] = [
    [
      'the order of policies, statements and values means nothing',
      same,
      ({ layers }, random) => ({ layers: shuffled(layers, random) }),
    ],
    ['saying something twice means nothing', same, ({ layers }) => ({ layers: duplicated(layers) })],
    ['one policy per statement is the same', same, ({ layers }) => ({ layers: takenApart(layers) })],
    [
      'one policy for all statements is the same',
      same,
      ({ layers }) => ({ layers: broughtTogether(layers) }),
    ],
    [
      'a list is the same as a statement for each of its items',
      same,
      ({ layers }) => ({ layers: spreadOut(layers) }),
    ],
    [
      'a Deny, wherever it is added, never adds access',
      noMore,
      (world, random) => ({ layers: added('Deny', world, random) }),
    ],
    [
      'an Allow, wherever it is added, never removes access',
      noLess,
      (world, random) => ({ layers: added('Allow', world, random) }),
    ],
    [
      'another identity policy with an Allow never removes access',
      noLess,
      (world, random) => {
        const document = { Statement: [statementOf('Allow', 'identity', world, random)] };
        return { layers: { ...world.layers, identity: [...world.layers.identity, document] } };
      },
    ],
    [
      'a new boundary never adds access',
      noMore,
      (world, random) => {
        if (world.layers.boundary !== undefined || !('account' in world.principal)) return undefined;
        const boundary = { Statement: [statementOf('Allow', 'limit', world, random)] };
        return { layers: { ...world.layers, boundary } };
      },
    ],
    [
      'a new session policy never adds access, except to what a federated session has without one',
      noMore,
      (world, random) => {
        if (world.layers.session !== undefined || world.principal.kind !== 'role-session') return undefined;
        const session = [{ Statement: [statementOf('Allow', 'limit', world, random)] }];
        return { layers: { ...world.layers, session } };
      },
    ],
    [
      'a new level of guardrails never adds access',
      noMore,
      (world, random) => {
        if (!('account' in world.principal)) return undefined;
        const level = [{ Statement: [statementOf('Allow', 'limit', world, random)] }];
        return { layers: { ...world.layers, guardrails: [...(world.layers.guardrails ?? []), level] } };
      },
    ],
    [
      'a level of guardrails that allows everything means nothing',
      same,
      ({ layers, principal }) =>
        'account' in principal
          ? { layers: { ...layers, guardrails: [[allowAll], ...(layers.guardrails ?? [])] } }
          : undefined,
    ],
    [
      'a session policy of a role that allows everything means nothing',
      same,
      ({ layers, principal }) =>
        principal.kind === 'role-session' && layers.session === undefined
          ? { layers: { ...layers, session: [allowAll] } }
          : undefined,
    ],
    [
      'a boundary that allows everything means nothing but to those whom NotPrincipal leaves out',
      same,
      ({ layers, principal }) =>
        'account' in principal &&
        layers.boundary === undefined &&
        !JSON.stringify(layers).includes('NotPrincipal')
          ? { layers: { ...layers, boundary: allowAll } }
          : undefined,
    ],
    [
      'a Deny of everything in an identity policy denies everything',
      (_, after) => after === 'ExplicitDeny',
      ({ layers }) => ({
        layers: {
          ...layers,
          identity: [...layers.identity, { Statement: [{ ...everything, Effect: 'Deny' }] }],
        },
      }),
    ],
    [
      'the case of an action means nothing',
      same,
      ({ requests }) => ({
        requests: requests.map((request) => ({ ...request, action: request.action.toUpperCase() })),
      }),
    ],
    [
      'the case of context keys and keys that nobody asks for mean nothing',
      same,
      ({ requests }) => ({
        requests: requests.map((request) => ({
          ...request,
          context: {
            ...Object.fromEntries(
              Object.entries(request.context).map(([key, value]) => [key.toUpperCase(), value]),
            ),
            'x:unasked': 'a',
          },
        })),
      }),
    ],
  ];

  it.each(properties)('%s', (_title, holds, change) => {
    const { failures, compared } = broken(change, holds);

    expect(failures).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });
});
