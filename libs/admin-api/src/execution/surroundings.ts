import type { ArnScope } from '@grantlog/account-state';
import { uniqueId } from '@grantlog/credentials';
import type { AccountTransaction } from '@grantlog/event-log';
import type { Surroundings } from '../catalogue/operation.js';
import type { Call } from './call.js';
import type { ExecutionPorts } from './execution-ports.js';
import type { LiveCaller } from './live-caller.js';
import { issueSession, makeAccessKey } from './new-credentials.js';

const prefixes = ['AIDA', 'AROA', 'AGPA', 'ANPA'] as const;

/** What one decision may use beside its input and documents, in one transaction. */
export function surroundings(
  scope: ArnScope,
  transaction: AccountTransaction,
  { acting }: LiveCaller,
  call: Call,
  ports: ExecutionPorts,
): Surroundings {
  const { revision } = transaction;
  return {
    scope,
    quotas: ports.quotas,
    now: transaction.now,
    counts: transaction.counts,
    caller: acting,
    uniqueId: (prefix) => uniqueId(knownPrefix(prefix), ports.random),
    newAccessKey: () => makeAccessKey(scope.account, ports.cipher, ports.random),
    newSession: (request) =>
      issueSession(request, { scope, caller: call.caller, acting, now: call.now, revision }, ports.sessions),
  };
}

function knownPrefix(text: string): (typeof prefixes)[number] {
  const prefix = prefixes.find((known) => known === text);
  if (prefix === undefined) throw new TypeError(`no unique id begins with \`${text}\``);
  return prefix;
}
