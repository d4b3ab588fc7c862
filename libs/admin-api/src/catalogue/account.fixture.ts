import {
  type DocumentOf,
  documentKey,
  type EntityDocument,
  type EntityKind,
  evolve,
  nameKey,
  references,
  type UserDocument,
} from '@grantlog/account-state';
import type { AccountReader, ListRange, StoredSecret } from '@grantlog/event-log';
import { type DomainEvent, event, type RecordedEvent } from '@grantlog/events';
import { defaultQuotas } from '@grantlog/iam';
import { operations } from './catalogue.js';
import type {
  ActingPrincipal,
  ConditionContext,
  JsonObject,
  NewSession,
  Operation,
  QuerySurroundings,
  SessionRequest,
  Surroundings,
} from './operation.js';

export const account = '123456789012';
export const scope = { partition: 'aws', account };
export const now = new Date('2026-01-31T12:00:00.000Z');

/** The documents of one account in memory; answers like a reader of the log. */
class Documents implements AccountReader {
  readonly account = account;
  revision = 0n;
  readonly #documents = new Map<string, EntityDocument>();

  record(events: readonly DomainEvent[]): void {
    for (const each of events) {
      this.revision += 1n;
      const recorded: RecordedEvent = { ...each, revision: this.revision, time: now.toISOString() };
      const key = documentKey(recorded);
      if (key === undefined) continue;
      const next = evolve(this.#documents.get(key.id), recorded);
      if (next === undefined) this.#documents.delete(key.id);
      else this.#documents.set(key.id, next);
    }
  }

  byId<K extends EntityKind>(kind: K, id: string) {
    return Promise.resolve(this.#ofKind(kind).find((each) => each.id === id));
  }

  byName<K extends EntityKind>(kind: K, name: string) {
    return Promise.resolve(this.#ofKind(kind).find((each) => nameKey(nameOf(each)) === nameKey(name)));
  }

  list<K extends EntityKind>(kind: K, range: ListRange) {
    return Promise.resolve(inRange(this.#ofKind(kind), range));
  }

  referrers<K extends EntityKind>(kind: K, id: string, range: ListRange) {
    const found = this.#ofKind(kind).filter((each) => references(each).includes(id));
    return Promise.resolve(inRange(found, range));
  }

  referrerCounts(ids: readonly string[]) {
    const all = [...this.#documents.values()];
    const counts = ids.map((id) => [id, all.filter((each) => references(each).includes(id)).length] as const);
    return Promise.resolve(new Map(counts));
  }

  #ofKind<K extends EntityKind>(kind: K): readonly DocumentOf<K>[] {
    return [...this.#documents.values()].filter((each): each is DocumentOf<K> => each.kind === kind);
  }
}

function inRange<T extends EntityDocument>(documents: readonly T[], range: ListRange): readonly T[] {
  const { afterName = '', pathPrefix = '', limit } = range;
  const order = (each: T) => nameKey(nameOf(each));
  const found = documents.filter(
    (each) => order(each) > nameKey(afterName) && 'path' in each && each.path.startsWith(pathPrefix),
  );
  return found.toSorted((left, right) => (order(left) < order(right) ? -1 : 1)).slice(0, limit);
}

function nameOf({ name }: EntityDocument): string {
  return name;
}

/** The log of an account that has none. */
const emptyLog: QuerySurroundings['log'] = {
  logId: 'log-1',
  head: () => Promise.resolve(undefined),
  read: () => Promise.resolve([]),
};

/** What one operation did. */
export interface Done {
  readonly target: string;
  readonly context: ConditionContext;
  readonly events: readonly DomainEvent[];
  readonly answer: JsonObject;
  readonly putSecrets: readonly StoredSecret[];
  readonly deleteSecrets: readonly string[];
  /** What sessions were asked for. */
  readonly sessions: readonly SessionRequest[];
}

/** Runs rows of the catalogue on an account in memory, without authorization. */
export class CatalogueAccount {
  readonly #reader = new Documents();
  #nextId = 1;
  /** What the last operation was to be authorized on, also when it was refused. */
  targetOfLast = '';
  caller: ActingPrincipal = actingUser('AIDACALLER', 'caller');

  constructor(private readonly log: QuerySurroundings['log'] = emptyLog) {}

  /** Records facts as they are. */
  record(...events: readonly DomainEvent[]): this {
    this.#reader.record(events);
    return this;
  }

  /** Runs the operation of that name; the second of two with the same name is asked for by its path. */
  async run(name: string, given: object, path?: string): Promise<Done> {
    const row = operations.find((each) => each.name === name && (path === undefined || each.path === path));
    if (row === undefined) throw new Error(`there is no operation \`${name}\``);
    const input = row.input.parse(withTexts(given));
    row.check?.(input);
    const state = await row.load(input, this.#reader, this.caller);
    const target = row.target(input, state, scope, this.caller);
    this.targetOfLast = target;
    const context = row.context?.(input, state) ?? {};
    return { target, context, ...(await this.#carryOut(row, input, state)) };
  }

  async #carryOut(row: Operation, input: unknown, state: unknown) {
    const nothing = { events: [], putSecrets: [], deleteSecrets: [], sessions: [] };
    if (row.kind === 'query') {
      const around = { scope, caller: this.caller, log: this.log };
      return { ...nothing, answer: await row.answer(input, state, this.#reader, around) };
    }
    const sessions: SessionRequest[] = [];
    const outcome = await row.decide(input, state, this.#surroundings(sessions));
    this.#reader.record(outcome.events);
    const after = await row.load(input, this.#reader, this.caller);
    const answer = { ...(await row.answer?.(input, after, this.#reader)), ...outcome.reveal };
    return { ...nothing, ...outcome, answer, sessions };
  }

  #surroundings(sessions: SessionRequest[]): Surroundings {
    return {
      scope,
      quotas: defaultQuotas,
      now,
      counts: { account: 1, user: 0, group: 0, role: 0, policy: 0 },
      caller: this.caller,
      uniqueId: (prefix) => `${prefix}${String(this.#nextId++).padStart(17, '0')}`,
      newAccessKey: () => ({
        accessKeyId: `AKIA${String(this.#nextId++).padStart(16, '0')}`,
        secretAccessKey: 'secret',
        sealed: { keyId: 'k', ciphertext: 'c' },
      }),
      newSession: (request) => {
        sessions.push(request);
        return Promise.resolve(session);
      },
    };
  }
}

/** The credentials of every session that is asked for. */
export const session: NewSession = {
  accessKeyId: 'ASIA0000000000000001',
  secretAccessKey: 'session secret',
  sessionToken: 'token',
  expiration: '2026-01-31T13:00:00.000Z',
  packedPolicySize: 7,
};

/** A user as the caller. */
export function actingUser(id: string, name: string): ActingPrincipal {
  const arn = `arn:aws:iam::${account}:user/${name}`;
  const document: UserDocument = {
    kind: 'user',
    id,
    name,
    path: '/',
    arn,
    createDate: now.toISOString(),
    tags: [],
    groups: [],
    accessKeys: [],
    attachedPolicies: [],
    inlinePolicies: [],
  };
  const reference = { kind: 'user', account, id } as const;
  return { reference, document, arn, userId: id, credentialId: 'AKIACALLER', isSession: false };
}

/** The root as the caller. */
export function actingRoot(): ActingPrincipal {
  const arn = `arn:aws:iam::${account}:root`;
  const createDate = now.toISOString();
  const document = { kind: 'account', id: account, name: account, arn, createDate, accessKeys: [] } as const;
  const reference = { kind: 'root', account } as const;
  return { reference, document, arn, userId: account, credentialId: 'AKIAROOT', isSession: false };
}

/** A document that allows one action. */
export function allowing(action: string): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] };
}

/** A trust policy for one principal. */
export function trusting(principal: string): object {
  const statement = { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' };
  return { Version: '2012-10-17', Statement: [statement] };
}

/** The members of an input as the edge hands them on: documents as text. */
function withTexts(given: object): object {
  const members = Object.entries(given).map(([name, value]: [string, unknown]) => {
    const isDocument = /document$/i.test(name) && typeof value === 'object';
    return [name, isDocument ? JSON.stringify(value) : value];
  });
  return Object.fromEntries(members) as object;
}

/** The fact that the account began. */
export const accountCreated = event('AccountCreated', {
  accountId: account,
  rootArn: `arn:aws:iam::${account}:root`,
});
