import { newEnforcer, newModelFromString } from 'casbin';
import { awsStatement } from '../iam-org/statements.mjs';
import { timedOnce } from '../measure/timing.mjs';

// Deny overrides. The cheap and selective tests come first, because the matcher runs for every statement there is.
const model = `
[request_definition]
r = sub, act, res, ctx
[policy_definition]
p = sub, act, res, cond, eft
[role_definition]
g = _, _
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = actionIs(r.act, p.act) && resourceIs(r.res, p.res) && g(r.sub, p.sub) && conditionHolds(r.ctx, p.cond)
`;

/** casbin with one rule per statement; users have groups, and groups have policies, as its roles. */
export async function loadCasbin({ organization, questions, answers }) {
  const enforcer = await newEnforcer(newModelFromString(model));
  enforcer.enableLog(false);
  const functions = { actionIs: matches, resourceIs: matches, conditionHolds };
  for (const [name, body] of Object.entries(functions)) await enforcer.addFunction(name, body);
  await enforcer.addPolicies(rulesOf(organization));
  await enforcer.addGroupingPolicies(linksOf(organization));
  const ask = (at) => {
    const { principal, action, resource, context } = questions[at];
    const isAllowed = enforcer.enforceSync(principal.name, action, resource, {
      ...context,
      tier: principal.tier,
    });
    return isAllowed === (answers[at] === 'Allow');
  };
  return { count: questions.length, ask: (count, seconds) => timedOnce(ask, count, seconds) };
}

function rulesOf({ policies }) {
  const rules = policies.flatMap(({ name, statements }) =>
    statements.map((statement) => {
      const { Action, Resource, Effect } = awsStatement(statement);
      const condition = statement.condition === undefined ? '' : JSON.stringify(statement.condition);
      return [name, Action, Resource, condition, Effect.toLowerCase()];
    }),
  );
  return [...new Map(rules.map((rule) => [rule.join('\n'), rule])).values()];
}

function linksOf({ policies, groups, roles, users }) {
  return [...users, ...roles, ...groups].flatMap((holder) => [
    ...(holder.groups ?? []).map((number) => [holder.name, groups[number].name]),
    ...holder.policies.map((number) => [holder.name, policies[number].name]),
  ]);
}

// A pattern of the workload has at most one `*`.
const patterns = new Map();
function matches(text, pattern) {
  let known = patterns.get(pattern);
  if (known === undefined) {
    const star = pattern.indexOf('*');
    known = star < 0 ? undefined : { head: pattern.slice(0, star), tail: pattern.slice(star + 1) };
    known ??= { exact: pattern };
    patterns.set(pattern, known);
  }
  if (known.exact !== undefined) return text === known.exact;
  const { head, tail } = known;
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
}

const conditions = new Map([['', undefined]]);
function conditionHolds(context, text) {
  if (!conditions.has(text)) conditions.set(text, JSON.parse(text));
  const condition = conditions.get(text);
  switch (condition?.kind) {
    case 'tier':
      return context.tier === condition.value;
    case 'mfa':
      return context.mfa;
    case 'network':
      // Both networks of the workload end at a dot.
      return context.ip.startsWith(condition.value === '10.0.0.0/8' ? '10.' : '192.168.');
    case 'amount':
      return context.amount < condition.value;
    default:
      return true;
  }
}
