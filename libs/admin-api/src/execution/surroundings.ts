import { uniqueId } from '@grantlog/credentials';
import type { AccountTransaction } from '@grantlog/event-log';
import type { Surroundings } from '../catalogue/operation.js';
import type { Execution } from './execution.js';
import { issueSession, makeAccessKey } from './new-credentials.js';

const prefixes = ['AIDA', 'AROA', 'AGPA', 'ANPA'] as const;

/** What one decision may use beside its input and documents, in one transaction. */
export function surroundings(execution: Execution, transaction: AccountTransaction): Surroundings {
  const { scope, caller, ports } = execution;
  const { revision, now, counts } = transaction;
  return {
    scope,
    quotas: ports.quotas,
    now,
    counts,
    caller: caller.acting,
    uniqueId: (prefix) => uniqueId(knownPrefix(prefix), ports.random),
    newAccessKey: () => makeAccessKey(scope.account, ports.cipher, ports.random),
    newSession: (request) => issueSession(request, execution, revision),
  };
}

function knownPrefix(text: string): (typeof prefixes)[number] {
  const prefix = prefixes.find((known) => known === text);
  if (prefix === undefined) throw new TypeError(`no unique id begins with \`${text}\``);
  return prefix;
}
