import { parsePolicy } from '@grantlog/policy';
import { oracle } from '@grantlog/testing';
import { account, policiesOf } from './organization.mjs';
import { contextEntries } from './questions.mjs';

const unlimited = { maxCharacters: Infinity, maxSize: Infinity, grammarOnly: true };

/** The right answer to each question, by the naive oracle: `Allow`, `ExplicitDeny` or `ImplicitDeny`. */
export function expectedAnswers(organization, questions) {
  const parsed = new Map();
  const named = (number) => {
    if (!parsed.has(number)) parsed.set(number, parse(organization.policies[number]));
    return parsed.get(number);
  };
  return questions.map((question) => {
    const { principal, action, resource } = question;
    const identity = policiesOf(principal, organization).map(named);
    const context = Object.fromEntries([
      ...contextEntries(question),
      ['aws:PrincipalTag/tier', principal.tier],
    ]);
    return oracle({ principal: descriptor(question), action, resource, context }, { identity }).decision;
  });
}

function parse({ name, text }) {
  const reading = parsePolicy(text, 'managed', unlimited);
  if (!reading.ok) throw new Error(`${name}: ${JSON.stringify(reading.errors[0])}`);
  return { name, policy: reading.policy };
}

/** Who a question is about, in the words of the evaluator. */
function descriptor({ principal }) {
  const { kind, name, id, arn } = principal;
  if (kind === 'user') return { kind, account, arn, userName: name, userId: id };
  return {
    kind: 'role-session',
    account,
    arn: sessionOf(principal).session.arn,
    roleArn: arn,
    roleId: id,
    sessionName,
    session: { issuedAt },
  };
}

const sessionName = 'bench';
const issuedAt = '2026-01-01T00:00:00.000Z';

/** A session of a role, as its verified token names it. */
export function sessionOf({ name, id }) {
  return {
    reference: { kind: 'role', account, id, sessionName },
    session: {
      arn: `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`,
      issuedAt,
      issuedAtRevision: 1n,
    },
  };
}

/** Shares of the three answers, in percent. */
export function mixOf(answers) {
  const share = (outcome) =>
    `${Math.round((100 * answers.filter((each) => each === outcome).length) / answers.length)} %`;
  return ['Allow', 'ImplicitDeny', 'ExplicitDeny'].map(share).join(' / ');
}
