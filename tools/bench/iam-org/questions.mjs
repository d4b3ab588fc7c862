import { policiesOf } from './organization.mjs';
import { Random } from './random.mjs';
import { resourceArn, world } from './statements.mjs';

/**
 * Different questions about an organization, the same for the same seed: 20 % about role sessions, 80 % of the others
 * about 20 % of the users, 62 % aimed at a statement that the principal has, 38 % at random.
 */
export function makeQuestions(organization, count, seed = 2) {
  const random = new Random(seed);
  const found = new Map();
  for (let tries = 0; found.size < count; tries += 1) {
    if (tries > 50 * count) throw new Error(`there are no ${count} different questions`);
    const question = makeQuestion(organization, random);
    found.set(JSON.stringify(question), { ...question, principal: principalOf(organization, question) });
  }
  return [...found.values()];
}

function makeQuestion(organization, random) {
  const who = pickPrincipal(organization, random);
  const principal = principalOf(organization, { who });
  const aim = random.chance(0.62) ? aimedAt(organization, principal, random) : undefined;
  const what = {
    service: aim?.service ?? random.pick(world.services),
    verb: aim?.verb ?? random.pick(world.verbs),
    noun: aim?.noun ?? random.pick(world.nouns),
    team: aim?.team ?? random.below(world.teams),
    number: aim?.number ?? random.below(world.resources),
  };
  return {
    who,
    what,
    action: `${what.service}:${what.verb}${what.noun}`,
    resource: resourceArn(what),
    context: {
      ip: `${random.pick(['10.1.2', '192.168.7'])}.${1 + random.below(250)}`,
      mfa: random.chance(0.5),
      amount: random.below(1_000),
    },
  };
}

function pickPrincipal({ users, roles }, random) {
  if (roles.length > 0 && random.chance(0.2)) return { kind: 'role', number: random.below(roles.length) };
  const busy = Math.ceil(users.length / 5);
  return { kind: 'user', number: random.chance(0.8) ? random.below(busy) : random.below(users.length) };
}

function principalOf(organization, { who }) {
  return (who.kind === 'role' ? organization.roles : organization.users)[who.number];
}

/** What one of the principal's statements fixes; the rest stays open. */
function aimedAt(organization, principal, random) {
  const { statements } = organization.policies[random.pick(policiesOf(principal, organization))];
  const { service, action, resource } = random.pick(statements);
  return {
    service,
    ...(action.kind === 'service' ? {} : { verb: action.verb }),
    ...(action.kind === 'exact' ? { noun: action.noun } : {}),
    ...(['team', 'exact'].includes(resource.kind) ? { team: resource.team } : {}),
    ...(['infix', 'exact'].includes(resource.kind) ? { number: resource.number } : {}),
  };
}

/** What the asking caller sends as condition keys. */
export function contextEntries({ context }) {
  return [
    ['aws:SourceIp', context.ip],
    ['org:MfaPresent', String(context.mfa)],
    ['org:Amount', String(context.amount)],
    ...(context.more ?? []),
  ];
}
