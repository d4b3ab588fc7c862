import { account, allow, happened, role, user } from '../account.fixture.js';
import { InMemorySource } from '../in-memory-source.fixture.js';
import { ManualTimer } from '../manual-timer.fixture.js';
import { Replica } from '../replica/replica.js';
import type { ActingPrincipal } from '@grantlog/account-state';
import { DecisionError } from './decision-error.js';
import { DecisionPoint } from './decision-point.js';
import type { Asker } from './pinned-view.js';
import type { Answer, Question } from './question.js';

/** When every session of the specs began. */
export const issuedAt = '2026-11-24T14:00:00.000Z';

/** The gateway: a user who may ask, and a key of hers. */
export const gateway: ActingPrincipal = {
  reference: { kind: 'user', account, id: user('gateway').userId, credentialId: 'AKIAGATEWAY' },
  session: { arn: user('gateway').userArn, issuedAt, issuedAtRevision: 0n },
};
/** The gateway with a request of hers. */
export const asker: Asker = { principal: gateway, context: [['aws:SourceIp', '203.0.113.7']] };

/** What a caller needs. */
export const mayAsk = allow('grantlog:*', { Resource: `arn:aws:grantlog::${account}:decision` });

/** An account with a gateway that may ask and a user who may cancel orders, and the decision point on it. */
export function world() {
  const source = new InMemorySource();
  const time = new ManualTimer();
  const replica = new Replica(source, { timer: time.timer, alarm: () => undefined });
  replica.start();
  let count = 0;
  const point = new DecisionPoint(replica, {
    clock: time.clock,
    newDecisionId: () => `decision-${(count += 1)}`,
    partition: 'aws',
  });
  source.append(
    account,
    happened.accountCreated(),
    happened.userCreated('gateway'),
    happened.keyCreated('gateway', 'AKIAGATEWAY'),
    happened.inlinePut('gateway', mayAsk),
    happened.userCreated('ada', { team: 'sales' }),
    happened.inlinePut('ada', allow('orders:*')),
  );
  const waitUntilMs = time.nowMs + 2_000;
  return {
    source,
    time,
    point,
    waitUntilMs,
    ask: (question: Partial<Question> = {}, by = asker) =>
      point.authorize(by, { ...asked, ...question }, { waitUntilMs }),
  };
}

/** May ada cancel an order? */
export const asked: Question = {
  subject: { kind: 'principal', arn: user('ada').userArn },
  action: 'orders:CancelOrder',
  resource: `arn:aws:orders:eu:${account}:order/1`,
  context: [],
  explain: false,
};

/** The decision error with which a call ends. */
export async function errorOf(answer: Promise<unknown>): Promise<DecisionError> {
  const error: unknown = await answer.catch((thrown: unknown) => thrown);
  if (error instanceof DecisionError) return error;
  throw new Error('expected a decision error', { cause: error });
}

/** The decision alone. */
export const decisionOf = ({ decision }: Answer) => decision.decision;

/** The holder of a session of a role. */
export const sessionOf = (
  name: string,
  session: Partial<ActingPrincipal['session']> = {},
): Question['subject'] => ({
  kind: 'session',
  holder: {
    reference: { kind: 'role', account, id: role(name).roleId, sessionName: 'night' },
    session: {
      arn: `arn:aws:sts::${account}:assumed-role/${name}/night`,
      issuedAt,
      issuedAtRevision: 0n,
      ...session,
    },
  },
});
