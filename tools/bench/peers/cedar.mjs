import { createRequire } from 'node:module';
import { policiesOf } from '../iam-org/organization.mjs';
import { timedOnce } from '../measure/timing.mjs';

const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs');
const uid = (type, id) => ({ type, id });

/** All policies in one set that is parsed beforehand; who has which policy stands in the entities of a question. */
export async function loadCedarWhole({ organization, questions, answers }) {
  preparse('all', organization.policies);
  return asking(questions, answers, (question) => callOf('all', question, organization));
}

// More statements than this in all sets together take more memory than WebAssembly has.
const mostStatements = 150_000;

/** One set per principal, with the policies that it has and no other: as if Cedar's user had an index by principal. */
export async function loadCedarSliced({ organization, questions, answers }) {
  const sets = new Map();
  let statements = 0;
  const calls = [];
  for (const question of questions) {
    const { principal } = question;
    if (!sets.has(principal)) {
      const policies = policiesOf(principal, organization).map((number) => organization.policies[number]);
      statements += policies.reduce((sum, policy) => sum + policy.statements.length, 0);
      if (statements > mostStatements) break;
      sets.set(principal, principal.arn);
      preparse(principal.arn, policies);
    }
    calls.push(question);
  }
  return asking(calls, answers, (question) => callOf(sets.get(question.principal), question, organization));
}

function asking(questions, answers, toCall) {
  const calls = questions.map(toCall);
  const ask = (at) => outcomeOf(cedar.statefulIsAuthorized(calls[at])) === answers[at];
  return { count: calls.length, ask: (count, seconds) => timedOnce(ask, count, seconds) };
}

function preparse(name, policies) {
  const texts = policies.flatMap((policy) => policy.statements.map((each) => cedarPolicy(policy, each)));
  const answer = cedar.preparsePolicySet(name, { staticPolicies: texts.join('\n') });
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer.errors[0]));
}

function outcomeOf(answer) {
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer.errors[0]));
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) throw new Error(JSON.stringify(diagnostics.errors[0]));
  if (decision === 'allow') return 'Allow';
  return diagnostics.reason.length > 0 ? 'ExplicitDeny' : 'ImplicitDeny';
}

function cedarPolicy({ name }, { effect, service, action, resource, condition }) {
  const verb = effect === 'Allow' ? 'permit' : 'forbid';
  const actions = {
    service: `action in Action::"${service}:*"`,
    verb: `action in Action::"${service}:${action.verb}*"`,
    exact: `action == Action::"${service}:${action.verb}${action.noun}"`,
  }[action.kind];
  const team = `Team::"${service}/${resource.team}"`;
  const resources = {
    any: 'resource',
    service: `resource in Service::"${service}"`,
    team: `resource in ${team}`,
  };
  const scope =
    resources[resource.kind] ?? (resource.kind === 'exact' ? `resource in ${team}` : resources.service);
  const named = ['infix', 'exact'].includes(resource.kind) ? [`resource.number == ${resource.number}`] : [];
  const when = [...named, ...(condition === undefined ? [] : [cedarCondition(condition)])];
  const clause = when.length === 0 ? '' : ` when { ${when.join(' && ')} }`;
  return `${verb} (principal in Policy::"${name}", ${actions}, ${scope})${clause};`;
}

function cedarCondition({ kind, value }) {
  switch (kind) {
    case 'tier':
      return `principal.tier == "${value}"`;
    case 'mfa':
      return 'context.mfa';
    case 'network':
      return `context.ip.isInRange(ip("${value}"))`;
    case 'amount':
      return `context.amount < ${value}`;
  }
}

function callOf(set, { principal, what, action, resource, context }, organization) {
  const policies = (holder) =>
    holder.policies.map((number) => uid('Policy', organization.policies[number].name));
  const groups = principal.groups.map((number) => organization.groups[number]);
  const who = uid('User', principal.arn);
  const own = [...groups.map(({ name }) => uid('Group', name)), ...policies(principal)];
  const { service, verb, team, number } = what;
  const places = [uid('Service', service), uid('Team', `${service}/${team}`)];
  const families = [uid('Action', `${service}:*`), uid('Action', `${service}:${verb}*`)];
  return {
    principal: who,
    action: uid('Action', action),
    resource: uid('Resource', resource),
    context: { ...context, ip: { __extn: { fn: 'ip', arg: context.ip } } },
    preparsedPolicySetId: set,
    entities: [
      { uid: who, attrs: { tier: principal.tier }, parents: own },
      ...groups.map((group) => ({ uid: uid('Group', group.name), attrs: {}, parents: policies(group) })),
      { uid: uid('Action', action), attrs: {}, parents: families },
      { uid: uid('Resource', resource), attrs: { number }, parents: places },
    ],
  };
}
