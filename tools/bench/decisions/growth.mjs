import { expectedAnswers, mixOf } from '../iam-org/expected.mjs';
import { makeOrganization } from '../iam-org/organization.mjs';
import { makeQuestions } from '../iam-org/questions.mjs';
import { sizes } from '../iam-org/sizes.mjs';
import { makeStatement, resourceArn } from '../iam-org/statements.mjs';
import { onOneCore } from '../measure/processes.mjs';
import { timed } from '../measure/timing.mjs';
import { rounded } from '../report.mjs';
import { editRows } from './edits.mjs';
import { evaluating, indexOf, loadable } from './grantlog.mjs';
import { said } from './workload.mjs';

const { S } = sizes;
const few = { ...S, users: 10, roles: 0, groups: 1, groupsPerUser: 1 };

// One action, and the resources of one team, about which every question of the rows below is.
const what = { service: 'svc00', verb: 'Get', noun: 'Order', team: 49, number: 7 };
const unnamed = { ...what, service: 'other' };
const aimed = {
  effect: 'Allow',
  service: what.service,
  action: { kind: 'exact', verb: what.verb, noun: what.noun },
  resource: { kind: 'team', team: what.team, number: 0 },
};
const missing = (random) => ({ ...aimed, resource: { ...aimed.resource, team: random.below(what.team) } });

/** So many statements in ten policies of one group, which all principals have. */
function statements(total, makeOne = makeStatement) {
  const policies = Math.min(10, total);
  return { size: { ...few, policies, policiesPerGroup: policies, statements: total / policies }, makeOne };
}

function onlyLastDenies(total) {
  const { size } = statements(total);
  const makeOne = (random, at) => ({
    ...(at === size.statements - 1 ? aimed : missing(random)),
    effect: 'Deny',
  });
  return { size, makeOne, ask: what };
}

function conditions(count) {
  const keys = Array.from({ length: count }, (_, at) => [`org:Key${at}`, 'value']);
  const condition = count === 0 ? undefined : { kind: 'keys', value: keys };
  return { ...statements(1, () => ({ ...aimed, condition })), ask: what, more: keys };
}

const counts = [1, 10, 100, 1_000, 10_000];

function axes({ million }) {
  return {
    'statements per principal': [counts, (count) => statements(count)],
    'statements, all of other services': [counts, (count) => ({ ...statements(count), ask: unnamed })],
    'statements, all on the action but other resources': [
      counts,
      (count) => ({ ...statements(count, missing), ask: what }),
    ],
    'statements, all Deny on the action, the last of each policy applies': [counts, onlyLastDenies],
    'conditions of the one statement': [[0, 1, 2, 4, 8, 16], conditions],
    'groups per user': [[1, 2, 5, 10], (count) => ({ size: { ...S, groupsPerUser: count } })],
    'policies per group': [[1, 3, 10, 30, 100], (count) => ({ size: { ...S, policiesPerGroup: count } })],
    principals: [
      [1_000, 10_000, 100_000, ...(million ? [1_000_000] : [])],
      (count) => ({ size: { ...S, users: count } }),
    ],
  };
}

/** One axis at a time, the rest as in S: µs of processor per evaluation, and times the cost at the beginning of the axis. */
export function run(options) {
  return onOneCore(() => measured(options));
}

async function measured(options) {
  const rows = [];
  for (const [axis, [at, make]] of Object.entries(axes(options))) {
    const costs = at.map((count) => {
      said(`${axis}: ${count}`);
      return cost(make(count), options);
    });
    const last = costs.at(-1).cpu / costs[0].cpu;
    rows.push([
      axis,
      at.join(' / '),
      costs.map(({ cpu }) => rounded(cpu)).join(' / '),
      rounded(last),
      costs.at(-1).mix,
    ]);
  }
  said('edits');
  return {
    tables: [
      {
        title: 'One decision',
        head: ['axis', 'at', 'µs of processor', 'max / min', 'allow / implicit / explicit'],
        rows,
      },
      {
        title: 'One edit of a policy',
        head: ['attached to users', 'index µs', 'next decision µs, compiles', 'decision after that µs'],
        rows: editRows(options),
      },
    ],
  };
}

function cost({ size, makeOne, ask, more = [] }, options) {
  const organization = makeOrganization(size, { makeOne });
  const questions = makeQuestions(organization, Math.min(2_000, options.questions)).map((question) =>
    ask === undefined ? question : { ...question, ...asking(ask, question, more) },
  );
  const answers = expectedAnswers(organization, questions);
  const index = indexOf(loadable(organization));
  const evaluate = evaluating(index, questions, answers);
  evaluate.prepare(0, questions.length);
  for (let at = 0; at < questions.length; at += 1) evaluate(at);
  return { ...timed(evaluate, questions.length, options), mix: mixOf(answers) };
}

function asking(what, { context }, more) {
  const action = `${what.service}:${what.verb}${what.noun}`;
  return { what, action, resource: resourceArn(what), context: { ...context, more } };
}
