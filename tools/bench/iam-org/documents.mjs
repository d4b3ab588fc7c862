import { account } from './organization.mjs';

const createDate = '2026-01-01T00:00:00.000Z';
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
});

/** The organization as a snapshot of its documents: what an account index starts from. */
export function snapshotOf({ policies, groups, roles, users }) {
  const idOf = (list) => (number) => list[number].id;
  const common = ({ id, name, arn }) => ({ id, name, arn, path: '/', createDate });
  const tags = ({ tier }) => [{ key: 'tier', value: tier }];
  const holding = (holder) => ({ attachedPolicies: holder.policies.map(idOf(policies)), inlinePolicies: [] });
  return {
    revision: 1n,
    documents: [
      ...policies.map((policy) => ({ kind: 'policy', ...common(policy), ...versionsOf(policy) })),
      ...groups.map((group) => ({ kind: 'group', ...common(group), ...holding(group) })),
      ...roles.map((role) => ({
        kind: 'role',
        ...common(role),
        ...holding(role),
        tags: tags(role),
        maxSessionDuration: 3_600,
        trustPolicy: { document: trust, principals: [] },
      })),
      ...users.map((user) => ({
        kind: 'user',
        ...common(user),
        ...holding(user),
        tags: tags(user),
        groups: user.groups.map(idOf(groups)),
        accessKeys: [],
      })),
    ],
  };
}

function versionsOf({ text }) {
  return {
    updateDate: createDate,
    tags: [],
    versions: [{ id: 'v1', document: text, createDate }],
    defaultVersionId: 'v1',
    nextVersion: 2,
  };
}

/** The organization as the facts that lead to it. */
export function eventsOf({ policies, groups, roles, users }) {
  const facts = [];
  const add = (type, data) => facts.push({ type, data });
  for (const policy of policies)
    add('PolicyCreated', { ...naming(policy), path: '/', policyDocument: policy.text });
  for (const group of groups) add('GroupCreated', { ...naming(group), path: '/' });
  for (const role of roles) {
    const trusting = { policyDocument: trust, trustedPrincipals: [], maxSessionDuration: 3_600 };
    add('RoleCreated', { ...naming(role), path: '/', tags: tierTag(role), ...trusting });
  }
  for (const user of users) {
    add('UserCreated', { ...naming(user), path: '/', tags: tierTag(user) });
    for (const group of user.groups) add('UserAddedToGroup', { ...naming(user), ...naming(groups[group]) });
  }
  for (const [type, holders] of [
    ['Group', groups],
    ['Role', roles],
    ['User', users],
  ])
    for (const holder of holders)
      for (const policy of holder.policies)
        add(`PolicyAttachedTo${type}`, { ...naming(holder), ...naming(policies[policy]) });
  return facts;
}

function naming({ kind, name, id, arn }) {
  return { [`${kind}Name`]: name, [`${kind}Id`]: id, [`${kind}Arn`]: arn };
}

function tierTag({ tier }) {
  return [{ key: 'tier', value: tier }];
}
