import type { RoleSessionPrincipal, RootPrincipal, SessionFacts, UserPrincipal } from '@grantlog/policy';
import type { Tagged } from '../identity.js';
import type { RoleDocument } from '../role/role.document.js';
import type { LivePrincipal } from './live-principal.js';
import type { PrincipalReference } from './principal.js';

/** The session through which a principal acts, as its verified token says. */
export interface ActingSession {
  /** ARN of the session for a role, of the user or root otherwise. */
  readonly arn: string;
  /** RFC 3339 UTC. */
  readonly issuedAt: string;
  /** State older than this revision must not be used to decide about the session. */
  readonly issuedAtRevision: bigint;
}

/** A principal as its verified credential names it; whether it still exists is looked up when it is decided about. */
export interface ActingPrincipal {
  readonly reference: PrincipalReference;
  /** Always there for a role; absent for a request that was signed with a permanent access key. */
  readonly session?: ActingSession;
}

/** Who a principal is to the evaluator: its document, and the session where it acts through one. */
export function describePrincipal(
  document: LivePrincipal,
  acting?: ActingPrincipal,
): RootPrincipal | UserPrincipal | RoleSessionPrincipal {
  const session = acting?.session === undefined ? {} : { session: factsOf(acting.session) };
  switch (document.kind) {
    case 'account':
      return { kind: 'root', account: document.id, arn: document.arn, ...session };
    case 'user': {
      const { arn, name: userName, id: userId } = document;
      return {
        kind: 'user',
        account: accountOf(arn),
        arn,
        userName,
        userId,
        tags: tagsOf(document),
        ...session,
      };
    }
    case 'role':
      return describeSession(document, acting);
  }
}

function describeSession(role: RoleDocument, acting?: ActingPrincipal): RoleSessionPrincipal {
  if (acting?.session === undefined || acting.reference.kind !== 'role') {
    throw new TypeError(`role \`${role.arn}\` acts through a session only`);
  }
  const { account, sessionName } = acting.reference;
  return {
    kind: 'role-session',
    account,
    arn: acting.session.arn,
    roleArn: role.arn,
    roleId: role.id,
    sessionName,
    tags: tagsOf(role),
    session: factsOf(acting.session),
  };
}

function factsOf({ issuedAt }: ActingSession): SessionFacts {
  return { issuedAt };
}

function tagsOf({ tags }: Tagged): Record<string, string> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

function accountOf(arn: string): string {
  return arn.split(':', 5)[4] ?? '';
}
