import type { ActingPrincipal, ActingSession } from '@grantlog/account-state';
import type { Caller } from './caller.js';

/** The caller as account state refers to principals: whom to look up, and the session it acts through. */
export function actingPrincipal(caller: Caller): ActingPrincipal {
  const { account, principalId: id } = caller;
  if (caller.kind === 'role') {
    const reference = { kind: caller.kind, account, id, sessionName: caller.session.name };
    return { reference, session: toActingSession(caller.session) };
  }
  const credentialId = caller.longTermCredentialId;
  return {
    reference:
      caller.kind === 'root'
        ? { kind: 'root', account, credentialId }
        : { kind: 'user', account, id, credentialId },
    ...(caller.session === undefined ? {} : { session: toActingSession(caller.session) }),
  };
}

function toActingSession({ arn, issuedAt, issuedAtRevision }: NonNullable<Caller['session']>): ActingSession {
  return { arn, issuedAt: issuedAt.toISOString(), issuedAtRevision };
}
