import type { PrincipalDescriptor } from '@grantlog/policy';
import { roles, things } from './alphabet.js';
import { generateContext } from './generate-condition.js';
import { generateDocument, type Purpose, type Setting } from './generate-document.js';
import { abroad, home, keysOf, knownIds, principals } from './principals.js';
import { Random } from './random.js';
import type { DocumentJson, LayersJson, RequestJson, ResourceDocumentJson, World } from './world.js';

const everybody: readonly PrincipalDescriptor[] = [
  ...[
    principals.user,
    principals.user,
    principals.user,
    principals.session,
    principals.session,
    principals.session,
  ],
  ...[
    principals.federatedUser,
    principals.root,
    principals.service,
    principals.federated,
    principals.anonymous,
  ],
];

/** The same world for the same seed: a principal, policies in some of the layers it can have, and requests. */
export function generateWorld(seed: number, requests: number): World {
  const random = new Random(seed);
  const principal = random.pick(everybody);
  const isAboutRoles = random.chance(0.2);
  const setting: Setting = { alphabet: isAboutRoles ? roles : things, principal };
  return {
    principal,
    layers: {
      ...ownLayers(random, setting),
      ...(isAboutRoles ? trust(random, setting) : resource(random, setting)),
    },
    requests: Array.from({ length: requests }, () => generateRequest(random, setting)),
  };
}

/** How likely a principal of a kind has a session policy. */
const sessionShare: Partial<Record<PrincipalDescriptor['kind'], number>> = {
  'federated-user': 0.7,
  'role-session': 0.35,
};

/** The layers that follow from who the principal is. */
function ownLayers(random: Random, setting: Setting): LayersJson {
  const { principal } = setting;
  if (!('account' in principal)) return { identity: [] };
  const limits = () => generateDocument(random, setting, 'limit');
  return {
    ...(principal.kind === 'root' ? { identity: [] } : ownPolicies(random, setting, limits)),
    ...(random.chance(sessionShare[principal.kind] ?? 0) ? { session: random.several(1, 2, limits) } : {}),
    ...(random.chance(0.2) ? { guardrails: random.several(1, 3, () => random.several(1, 2, limits)) } : {}),
  };
}

function ownPolicies(random: Random, setting: Setting, limits: () => DocumentJson): LayersJson {
  const identity = random.several(0, 3, () => generateDocument(random, setting, 'identity'));
  return { identity, ...(random.chance(0.2) ? { boundary: limits() } : {}) };
}

function trust(random: Random, setting: Setting): Pick<LayersJson, 'trust'> {
  return random.chance(0.9) ? { trust: resourceDocument(random, setting, 'trust') } : {};
}

function resource(random: Random, setting: Setting): Pick<LayersJson, 'resource'> {
  if (!random.chance('account' in setting.principal ? 0.4 : 0.95)) return {};
  const account = random.pick([undefined, undefined, home, abroad]);
  return {
    resource: {
      ...resourceDocument(random, setting, 'resource'),
      ...(account === undefined ? {} : { account }),
    },
  };
}

function resourceDocument(random: Random, setting: Setting, purpose: Purpose): ResourceDocumentJson {
  return {
    document: generateDocument(random, setting, purpose),
    ...(random.chance(0.2) ? { principalIds: random.pick(knownIds) } : {}),
  };
}

function generateRequest(random: Random, { alphabet, principal }: Setting): RequestJson {
  const account = random.pick([undefined, undefined, undefined, home, abroad]);
  return {
    action: random.pick(alphabet.actions),
    resource: random.pick(alphabet.resources),
    ...(account === undefined || alphabet === roles ? {} : { resourceAccount: account }),
    context: { ...keysOf(principal), ...generateContext(random) },
  };
}
