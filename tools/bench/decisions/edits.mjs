import { performance } from 'node:perf_hooks';
import { makeOrganization, policyOf } from '../iam-org/organization.mjs';
import { makeQuestions } from '../iam-org/questions.mjs';
import { sizes } from '../iam-org/sizes.mjs';
import { median } from '../measure/timing.mjs';
import { rounded } from '../report.mjs';
import { asked, evaluating, indexOf, loadable } from './grantlog.mjs';

const edits = 41;
const one = { ...sizes.S, roles: 0, groups: 1, groupsPerUser: 1, policiesPerGroup: 0, policies: 1 };

/** What a new default version of a policy costs that is attached to 1, 1,000 and 100,000 users. */
export function editRows({ million }) {
  return [1, 1_000, 100_000, ...(million ? [1_000_000] : [])].map((users) => {
    const figures = editing(users);
    return [users.toLocaleString('en'), ...figures.map((values) => rounded(median(values)))];
  });
}

function editing(count) {
  const organization = makeOrganization({ ...one, users: count });
  for (const user of organization.users) user.policies = [0];
  const { documents } = loadable(organization);
  const index = indexOf({ revision: 1n, documents });
  const [question] = makeQuestions(organization, 1);
  // Everybody has been asked about once, so that everybody's list of policies is there.
  const all = organization.users.map((principal) => ({ ...question, principal }));
  const warm = evaluating(index, all, []);
  warm.prepare(0, count);
  for (let at = 0; at < count; at += 1) warm(at);
  const figures = [[], [], []];
  for (let edit = 1; edit <= edits; edit += 1) {
    const effect = edit % 2 === 0 ? 'Allow' : 'Deny';
    const expected = effect === 'Allow' ? 'Allow' : 'ExplicitDeny';
    const event = newVersion(organization.policies[0], edit + 1, versionText(organization, effect));
    const ask = evaluating(index, [question], [expected]);
    ask.prepare(0, 1);
    figures[0].push(micros(() => index.apply(event)));
    for (const figure of figures.slice(1)) figure.push(micros(() => assertRight(ask(0), asked(question))));
  }
  return figures;
}

function versionText({ policies }, effect) {
  const every = { effect, action: { kind: 'service' }, resource: { kind: 'any' } };
  const services = Array.from({ length: 20 }, (_, at) => `svc${String(at).padStart(2, '0')}`);
  return policyOf(
    policies[0].number,
    services.map((service) => ({ ...every, service })),
  ).text;
}

function newVersion({ name, id, arn }, number, text) {
  return {
    type: 'PolicyVersionCreated',
    revision: BigInt(number),
    time: '2026-01-02T00:00:00.000Z',
    data: {
      policyName: name,
      policyId: id,
      policyArn: arn,
      versionId: `v${number}`,
      policyDocument: text,
      isDefaultVersion: true,
    },
  };
}

function micros(work) {
  const began = performance.now();
  work();
  return (performance.now() - began) * 1000;
}

function assertRight(isRight, question) {
  if (!isRight) throw new Error(`wrong answer after an edit: ${JSON.stringify(question)}`);
}
