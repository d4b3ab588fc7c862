import type { ArnScope } from '@grantlog/account-state';
import type { EventQuery } from '@grantlog/event-log';
import { type StoredEvent, toEnvelope } from '@grantlog/events';
import { DomainError } from '@grantlog/iam';
import { z } from 'zod';
import { wholeNumberText } from './inputs.js';
import type { Operation } from './operation.js';
import { query } from './rows.js';

/** The ARN on which questions about the log of an account are authorized. */
function logArn({ partition, account }: ArnScope, resource: string): string {
  return `arn:${partition}:grantlog::${account}:${resource}`;
}

const getAccount = query({
  name: 'GetAccount',
  service: 'grantlog',
  method: 'GET',
  path: '/account',
  input: z.strictObject({}),
  load: () => Promise.resolve({}),
  target: (_, __, scope) => logArn(scope, 'account'),
  answer: async (_, __, { account }, { log }) => {
    const head = await log.head(account);
    if (head === undefined) throw new DomainError('no_such_entity', `there is no account \`${account}\``);
    const { user, group, role, policy } = head.counts;
    return {
      account: {
        accountId: account,
        headRevision: Number(head.revision),
        headHash: head.hash,
        logId: log.logId,
        counts: { users: user, groups: group, roles: role, policies: policy },
      },
    };
  },
});

const revision = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,17})$/, { error: 'send a revision, a whole number in decimal digits' })
  .transform(BigInt);

/** A time in a query, to the millisecond; events carry no more. */
const time = z
  .string()
  .regex(/^[^.]*(?:\.\d{1,3}\D.*)?$/, { error: 'send a time with at most three digits behind the seconds' })
  .pipe(z.iso.datetime({ offset: true, error: 'send an RFC 3339 time, such as `2026-01-31T12:00:00Z`' }))
  .transform((text) => new Date(text).toISOString())
  .refine((text) => /^(?!0000)\d{4}-/.test(text), { error: 'send a time in the years 1 to 9999 of UTC' });

const filter = z.string().min(1).max(2_048).optional();

const listEvents = query({
  name: 'ListEvents',
  service: 'grantlog',
  method: 'GET',
  path: '/events',
  input: z.strictObject({
    afterRevision: revision.optional(),
    untilRevision: revision.optional(),
    since: time.optional(),
    until: time.optional(),
    actor: filter,
    entity: filter,
    type: filter,
    action: filter,
    limit: wholeNumberText(1, 1_000).default(100),
  }),
  load: () => Promise.resolve({}),
  target: (_, __, scope) => logArn(scope, 'event/*'),
  answer: async (input, _, { account }, { log }) => {
    const events = await log.read(account, eventQuery(input));
    const nextAfterRevision = events.at(-1)?.revision ?? input.afterRevision ?? 0n;
    return { events: events.map(toEnvelope), nextAfterRevision: String(nextAfterRevision) };
  },
});

const getEvent = query({
  name: 'GetEvent',
  service: 'grantlog',
  method: 'GET',
  path: '/events/{revision}',
  input: z.strictObject({ revision }),
  load: () => Promise.resolve({}),
  target: ({ revision }, _, scope) => logArn(scope, `event/${revision}`),
  answer: async ({ revision }, _, { account }, { log }) => {
    const range = { afterRevision: revision - 1n, untilRevision: revision, limit: 1 };
    const events: readonly StoredEvent[] = revision > 0n ? await log.read(account, range) : [];
    const [found] = events;
    if (found !== undefined) return { event: toEnvelope(found) };
    throw new DomainError(
      'no_such_entity',
      `the log has no revision ${revision}; its head is in GET /v1/account`,
    );
  },
});

type Given<T> = { readonly [Member in keyof T]?: T[Member] | undefined };

/** The query without the members that are not given. */
function eventQuery(input: Given<EventQuery> & { readonly limit: number }): EventQuery {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return { limit: input.limit, ...Object.fromEntries(given) };
}

/** The account as a whole and its log. */
export const auditOperations: readonly Operation[] = [getAccount, listEvents, getEvent];
