import {
  type AppliedPolicy,
  describePrincipal,
  identityPolicies,
  livePrincipal,
  type LivePrincipal,
} from '@grantlog/account-state';
import { EdgeError } from '@grantlog/contract';
import { actingPrincipal, type Caller } from '@grantlog/credentials';
import type { AccountReader, EventLog } from '@grantlog/event-log';
import type { PrincipalDescriptor } from '@grantlog/policy';
import type { ActingPrincipal } from '../catalogue/operation.js';
import { principalDocuments } from './principal-documents.js';

/** A caller whose credential still works at the revision that is acted on, with the policies that apply to it. */
export interface LiveCaller {
  readonly acting: ActingPrincipal;
  readonly descriptor: PrincipalDescriptor;
  readonly policies: readonly AppliedPolicy[];
}

/**
 * Looks whether the caller still exists and its access key is still active, on the documents of the reader.
 *
 * @throws EdgeError `unauthenticated` when nobody may act by this credential any more.
 */
export async function liveCaller(caller: Caller, reader: AccountReader): Promise<LiveCaller> {
  const principal = actingPrincipal(caller);
  const { reference } = principal;
  const lookup = await principalDocuments(reference, reader);
  const document = livePrincipal(reference, lookup);
  if (document === undefined) throw gone();
  const descriptor = describePrincipal(document, principal);
  const acting = {
    reference,
    document,
    arn: descriptor.arn,
    userId: userIdOf(caller),
    credentialId: caller.credentialId,
    isSession: caller.session !== undefined,
  };
  return { acting, descriptor, policies: policiesOf(document, lookup) };
}

/**
 * Returns when the caller is alive at the newest revision of its account.
 *
 * @throws EdgeError `unauthenticated`
 */
export async function assertAlive(caller: Caller, log: EventLog): Promise<void> {
  await liveCaller(caller, await headOf(caller, log));
}

/**
 * The caller's account at its newest revision.
 *
 * @throws EdgeError `unauthenticated` when the log has no such account.
 */
export async function headOf({ account }: Caller, log: EventLog): Promise<AccountReader> {
  const head = await log.at(account);
  if (head === undefined) throw gone();
  return head;
}

function userIdOf(caller: Caller): string {
  return caller.kind === 'role' ? `${caller.principalId}:${caller.session.name}` : caller.principalId;
}

function policiesOf(
  document: LivePrincipal,
  lookup: Parameters<typeof identityPolicies>[1],
): readonly AppliedPolicy[] {
  return document.kind === 'account' ? [] : identityPolicies(document, lookup);
}

function gone(): EdgeError {
  const detail = 'the security token included in the request is invalid; use an active access key';
  return new EdgeError('unauthenticated', detail);
}
