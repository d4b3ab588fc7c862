import { randomUUID } from 'node:crypto';
import { describePrincipal } from '@grantlog/account-state';
import { AccountIndex, DecisionPoint, Replica } from '@grantlog/decision';
import { compiledPolicies, principalContext, requestContext } from '@grantlog/policy';
import { PinnedView } from '../../../libs/decision/dist/decision-point/pinned-view.js';
import { account } from '../iam-org/organization.mjs';
import { snapshotOf } from '../iam-org/documents.mjs';
import { sessionOf } from '../iam-org/expected.mjs';
import { contextEntries } from '../iam-org/questions.mjs';

// One for the process, as in the program.
const policies = compiledPolicies();
const around = { clock: () => new Date(), newDecisionId: randomUUID, partition: 'aws' };
const caller = {
  kind: 'user',
  id: 'AIDACALLER00000000000',
  name: 'caller',
  arn: `arn:aws:iam::${account}:user/caller`,
  path: '/',
  createDate: '2026-01-01T00:00:00.000Z',
  tags: [],
  groups: [],
  accessKeys: [],
  attachedPolicies: [],
  inlinePolicies: [
    {
      name: 'ask',
      document: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'grantlog:Authorize', Resource: '*' }],
      }),
    },
  ],
};
const asker = {
  principal: { reference: { kind: 'user', account, id: caller.id } },
  context: [['aws:SourceIp', '127.0.0.1']],
};

/** The organization's snapshot, and in it the user who asks. */
export function loadable(organization) {
  const { revision, documents } = snapshotOf(organization);
  return { revision, documents: [...documents, caller] };
}

/** The index of a snapshot. */
export function indexOf(snapshot) {
  return new AccountIndex(snapshot, policies);
}

/** A question in the words of the decision point. */
export function asked(question) {
  const { principal, action, resource } = question;
  const subject =
    principal.kind === 'user'
      ? { kind: 'principal', arn: principal.arn }
      : { kind: 'session', holder: sessionOf(principal) };
  return { subject, action, resource, context: contextEntries(question), explain: false };
}

/**
 * The evaluation alone. Principal and context are made outside of the measured time but shortly before, as in a call: made
 * all at once, they would have left the processor's caches when they are needed.
 */
export function evaluating(index, questions, answers) {
  const prepared = [];
  const ask = (at) => {
    const { document, request } = prepared[at];
    return index.evaluate(document, request).decision === answers[at];
  };
  ask.prepare = (from, to) => {
    for (let at = from; at < to; at += 1) prepared[at] = requestOf(index, questions[at]);
  };
  return ask;
}

function requestOf(index, question) {
  const { subject, action, resource, context } = asked(question);
  const holder = subject.kind === 'session' ? subject.holder : undefined;
  const document = holder === undefined ? index.principal(subject.arn) : index.live(holder.reference);
  const principal = describePrincipal(document, holder);
  const request = {
    principal,
    action,
    resource,
    context: requestContext(context, principalContext(principal)),
  };
  return { document, request };
}

/** From the question to the answer: finds the principal, makes its context, evaluates, names the decision. */
export function answering(index, questions, answers) {
  const prepared = questions.map(asked);
  return (at) => {
    const view = new PinnedView(index, asker, around);
    return view.answer(prepared[at]).decision.decision === answers[at];
  };
}

/** All that Authorize does between the protocol's messages: also checks the question and whether the caller may ask. */
export function authorizing(snapshot, questions, answers) {
  const source = { snapshot: async () => snapshot, read: async () => [], subscribe: () => () => undefined };
  const alarm = (_, __, error) => {
    throw error;
  };
  const point = new DecisionPoint(new Replica(source, { alarm, policies }), around);
  const prepared = questions.map(asked);
  return async (at) => {
    const freshness = { waitUntilMs: Date.now() + 2_000 };
    const { decision } = await point.authorize(asker, prepared[at], freshness);
    return decision.decision === answers[at];
  };
}
