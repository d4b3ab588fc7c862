const verbs = ['Get', 'List', 'Create', 'Update', 'Delete', 'Tag', 'Start', 'Approve'];
const nouns = ['Order', 'Invoice', 'Report', 'Item', 'Queue', 'Image'];

/** What there is to act on: 20 services × 8 verbs × 6 nouns = 960 actions, 50 teams × 100 resources in each service. */
export const world = {
  services: Array.from({ length: 20 }, (_, at) => `svc${String(at).padStart(2, '0')}`),
  verbs,
  nouns,
  teams: 50,
  resources: 100,
  tiers: ['gold', 'silver'],
  networks: ['10.0.0.0/8', '192.168.0.0/16'],
};

/** One statement, in no policy language: what is made of it for every program that is measured. */
export function makeStatement(random) {
  return {
    effect: random.chance(0.1) ? 'Deny' : 'Allow',
    service: random.pick(world.services),
    action: {
      kind: random.weighted({ service: 0.1, verb: 0.35, exact: 0.55 }),
      verb: random.pick(verbs),
      noun: random.pick(nouns),
    },
    resource: {
      kind: random.weighted({ any: 0.08, service: 0.17, team: 0.5, infix: 0.15, exact: 0.1 }),
      team: random.below(world.teams),
      number: random.below(world.resources),
    },
    condition: random.chance(0.3) ? makeCondition(random) : undefined,
  };
}

export function makeCondition(random) {
  switch (random.below(4)) {
    case 0:
      return { kind: 'tier', value: random.pick(world.tiers) };
    case 1:
      return { kind: 'mfa' };
    case 2:
      return { kind: 'network', value: random.pick(world.networks) };
    default:
      return { kind: 'amount', value: 100 * (1 + random.below(9)) };
  }
}

/** The name of a resource as an ARN. */
export function resourceArn({ service, team, number }) {
  return `arn:aws:${service}:::team-${team}/res-${number}`;
}

/** The statement in the policy language of AWS IAM. */
export function awsStatement({ effect, service, action, resource, condition }) {
  return {
    Effect: effect,
    Action:
      { service: `${service}:*`, verb: `${service}:${action.verb}*` }[action.kind] ?? exact(service, action),
    Resource: awsResource(service, resource),
    ...(condition === undefined ? {} : { Condition: awsCondition(condition) }),
  };
}

function exact(service, { verb, noun }) {
  return `${service}:${verb}${noun}`;
}

function awsResource(service, { kind, team, number }) {
  switch (kind) {
    case 'any':
      return '*';
    case 'service':
      return `arn:aws:${service}:::*`;
    case 'team':
      return `arn:aws:${service}:::team-${team}/*`;
    case 'infix':
      return `arn:aws:${service}:::*/res-${number}`;
    case 'exact':
      return resourceArn({ service, team, number });
  }
}

// Whether there was MFA is asked of the caller's own key: a question about a user by ARN has no session that would know.
function awsCondition({ kind, value }) {
  switch (kind) {
    case 'tier':
      return { StringEquals: { 'aws:PrincipalTag/tier': value } };
    case 'mfa':
      return { Bool: { 'org:MfaPresent': 'true' } };
    case 'network':
      return { IpAddress: { 'aws:SourceIp': value } };
    case 'keys':
      return { StringEquals: Object.fromEntries(value) };
    case 'amount':
      return { NumericLessThan: { 'org:Amount': String(value) } };
  }
}
