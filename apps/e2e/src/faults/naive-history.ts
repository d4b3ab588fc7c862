import { type NamedPolicy, oracle } from '@grantlog/testing';
import { parsePolicy, type Policy } from '@grantlog/policy';
import { account, arn } from '../company/company.js';
import type { PublicEvent } from '../company/public-chain.js';

/** What is asked about: a user and an action on the one resource of these tests. */
export interface FaultQuestion {
  readonly userName: string;
  readonly action: string;
}

/** The resource of every question. */
export const thing = 'arn:aws:app:::thing';

type Documents = ReadonlyMap<string, Policy>;
type Holders = ReadonlyMap<string, Documents>;

/** What the account looked like at one revision, as far as these tests change it. */
interface Moment {
  readonly users: Holders;
  readonly groups: Holders;
  readonly memberships: ReadonlyMap<string, string>;
}

const nothing: Moment = { users: new Map(), groups: new Map(), memberships: new Map() };

/**
 * What every question's answer was at every revision, told from the public events alone: a fold of its own and the
 * oracle, so that it agrees with a service only when both are right.
 */
export class NaiveHistory {
  readonly #moments: Moment[] = [nothing];

  /** @param events every event of the account, from revision 1 */
  constructor(events: readonly PublicEvent[]) {
    for (const event of events) this.#moments.push(after(this.#moments.at(-1) ?? nothing, event));
  }

  get head(): number {
    return this.#moments.length - 1;
  }

  /** @throws RangeError for a revision that is not there */
  decisionAt(revision: number, { userName, action }: FaultQuestion) {
    const moment = this.#moments[revision];
    if (moment === undefined) throw new RangeError(`the log ends at revision ${this.head}, not ${revision}`);
    const identity = [
      ...policiesOf(moment.users, userName),
      ...policiesOf(moment.groups, moment.memberships.get(userName) ?? ''),
    ];
    const principal = {
      kind: 'user',
      account,
      arn: arn(`user/${userName}`),
      userId: userName,
      userName,
    } as const;
    return oracle({ principal, action, resource: thing, context: {} }, { identity }).decision;
  }
}

function policiesOf(holders: Holders, name: string): readonly NamedPolicy[] {
  return [...(holders.get(name) ?? [])].map(([policyName, policy]) => ({
    name: `${name}/${policyName}`,
    policy,
  }));
}

/** What the data of the events of these tests has, as far as each has it. */
interface Named {
  readonly userName: string;
  readonly groupName: string;
  readonly policyName: string;
  readonly policyDocument: string;
}

/** How each type of event changes the moment; other events change nothing that is asked about. */
const changes: Readonly<Record<string, (moment: Moment, data: Named) => Moment>> = {
  'grantlog.InlinePolicyPutOnUser': (moment, { userName, policyName, policyDocument }) => ({
    ...moment,
    users: put(moment.users, userName, policyName, policyDocument),
  }),
  'grantlog.InlinePolicyDeletedFromUser': (moment, { userName, policyName }) => ({
    ...moment,
    users: put(moment.users, userName, policyName, undefined),
  }),
  'grantlog.InlinePolicyPutOnGroup': (moment, { groupName, policyName, policyDocument }) => ({
    ...moment,
    groups: put(moment.groups, groupName, policyName, policyDocument),
  }),
  'grantlog.UserAddedToGroup': (moment, { userName, groupName }) => ({
    ...moment,
    memberships: new Map(moment.memberships).set(userName, groupName),
  }),
};

function after(moment: Moment, { type, data }: PublicEvent): Moment {
  return changes[String(type)]?.(moment, data as Named) ?? moment;
}

function put(holders: Holders, holder: string, name: string, text: string | undefined): Holders {
  const documents = new Map(holders.get(holder));
  if (text === undefined) documents.delete(name);
  else documents.set(name, parsed(text));
  return new Map(holders).set(holder, documents);
}

function parsed(text: string): Policy {
  const reading = parsePolicy(text, 'identity');
  if (!reading.ok) throw new Error(`the log has a policy that cannot be read: ${text}`);
  return reading.policy;
}
