import {
  type ArnScope,
  type LivePrincipal,
  type RoleDocument,
  sessionArn,
  type Tagged,
  type UserDocument,
} from '@grantlog/account-state';
import type { Caller, CallerSession, KeyCaller, RoleCaller } from '@grantlog/credentials';
import type {
  PrincipalTags,
  RoleSessionPrincipal,
  RootPrincipal,
  SessionFacts,
  UserPrincipal,
} from '@grantlog/policy';

/** The caller as the evaluator needs to know it: what the credential says, and what its document says now. */
export function describePrincipal(
  caller: Caller,
  document: LivePrincipal,
  scope: ArnScope,
): RootPrincipal | UserPrincipal | RoleSessionPrincipal {
  if (caller.kind === 'role' && document.kind === 'role') return roleSession(caller, document, scope);
  if (caller.kind === 'user' && document.kind === 'user') return user(caller, document);
  if (caller.kind === 'root' && document.kind === 'account') {
    return { kind: 'root', account: caller.account, arn: document.arn, ...sessionOf(caller) };
  }
  throw new TypeError(`a caller of kind \`${caller.kind}\` has no document of kind \`${document.kind}\``);
}

function user(caller: KeyCaller, { arn, name, id, tags }: UserDocument): UserPrincipal {
  return {
    kind: 'user',
    account: caller.account,
    arn,
    userName: name,
    userId: id,
    tags: tagRecord(tags),
    ...sessionOf(caller),
  };
}

function roleSession(caller: RoleCaller, role: RoleDocument, scope: ArnScope): RoleSessionPrincipal {
  return {
    kind: 'role-session',
    account: caller.account,
    arn: sessionArn(scope, role.name, caller.session.name),
    roleArn: role.arn,
    roleId: role.id,
    sessionName: caller.session.name,
    tags: tagRecord(role.tags),
    session: factsOf(caller.session),
  };
}

function sessionOf({ session }: KeyCaller): { readonly session?: SessionFacts } {
  return session === undefined ? {} : { session: factsOf(session) };
}

function factsOf(session: CallerSession): SessionFacts {
  return { issuedAt: session.issuedAt.toISOString() };
}

function tagRecord(tags: Tagged['tags']): PrincipalTags {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}
