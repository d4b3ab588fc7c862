import { Random } from './random.mjs';
import { awsStatement, makeStatement, world } from './statements.mjs';

/** The account in which the organization lives. */
export const account = '123456789012';

/**
 * The organization of a size, the same for the same seed: policies with their statements, groups and roles with the
 * numbers of their policies, users with the numbers of their groups and direct policies. `makeOne` makes the statement
 * of a number in a policy.
 */
export function makeOrganization(size, { seed = 1, makeOne = makeStatement } = {}) {
  const random = new Random(seed);
  const several = (count, make) => Array.from({ length: count }, (_, number) => make(number));
  const attached = (count) => random.distinct(Math.min(count, size.policies), size.policies);
  const policies = several(size.policies, (number) =>
    policyOf(
      number,
      several(size.statements, (at) => makeOne(random, at)),
    ),
  );
  const groups = several(size.groups, (number) => ({
    ...named('group', 'AGPA', number),
    policies: attached(size.policiesPerGroup),
  }));
  const roles = several(size.roles, (number) => ({
    ...named('role', 'AROA', number),
    tier: random.pick(world.tiers),
    groups: [],
    policies: attached(size.policiesPerRole),
  }));
  const users = several(size.users, (number) => ({
    ...named('user', 'AIDA', number),
    tier: random.pick(world.tiers),
    groups: random.distinct(size.groupsPerUser, size.groups),
    policies: random.chance(0.2) ? attached(1) : [],
  }));
  return { size, policies, groups, roles, users };
}

/** A managed policy with its text. */
export function policyOf(number, statements) {
  return {
    ...named('policy', 'ANPA', number),
    statements,
    text: JSON.stringify({ Version: '2012-10-17', Statement: statements.map(awsStatement) }),
  };
}

export function named(kind, prefix, number) {
  const name = `${kind}-${number}`;
  return {
    kind,
    name,
    id: `${prefix}${String(number).padStart(17, '0')}`,
    arn: `arn:aws:iam::${account}:${kind}/${name}`,
  };
}

/** The numbers of all policies of a user or role, each once. */
export function policiesOf(principal, { groups }) {
  return [
    ...new Set([...principal.policies, ...principal.groups.flatMap((group) => groups[group].policies)]),
  ];
}
