import type { PrincipalDescriptor, PrincipalKind, PrincipalPattern, Statement } from '@grantlog/policy';

/**
 * How a policy names a principal, which decides what an Allow is worth:
 * `everyone` (`*`), `itself` (the user, the session, the service, the provider), `source` (the role or user that a
 * session comes from), `account` (every principal of the account).
 */
export type Naming = 'everyone' | 'itself' | 'source' | 'account';

/** The unique ids that ARNs in a policy stood for when it was written. */
export type PrincipalIds = ReadonlyMap<string, string>;

/**
 * The ways in which a statement of a trust or resource policy is about the principal; empty when it is not.
 *
 * Source: AWS IAM User Guide, "AWS JSON policy elements: Principal" and "… NotPrincipal".
 */
export function namings(
  { principals }: Statement,
  principal: PrincipalDescriptor,
  ids: PrincipalIds,
  hasBoundary: boolean,
): readonly Naming[] {
  if (principals === undefined) return [];
  const ways = principals.principals.flatMap((pattern) => naming(pattern, principal, ids) ?? []);
  if (!principals.negated) return ways;
  // NotPrincipal means everybody who is not listed under every name they have; with a boundary nobody is exempt.
  const isListed = ways.includes('everyone') || names(principal).every((way) => ways.includes(way));
  return hasBoundary || !isListed ? ['everyone'] : [];
}

function naming(
  { kind, value }: PrincipalPattern,
  principal: PrincipalDescriptor,
  ids: PrincipalIds,
): Naming | undefined {
  if (kind !== 'AWS') return value === outsider(kind, principal) ? 'itself' : undefined;
  if (value === '*') return 'everyone';
  return 'account' in principal ? namingInAccount(value, principal, ids) : undefined;
}

/** What a principal without an account is called under that kind of name. */
function outsider(kind: PrincipalKind, principal: PrincipalDescriptor): string | undefined {
  if (kind === 'Service') return principal.kind === 'service' ? principal.service : undefined;
  return kind === 'Federated' && principal.kind === 'federated' ? principal.provider : undefined;
}

function namingInAccount(value: string, principal: AccountPrincipal, ids: PrincipalIds): Naming | undefined {
  if ([principal.account, `arn:aws:iam::${principal.account}:root`].includes(value)) return 'account';
  const [sourceArn, sourceId] = source(principal);
  if (value !== sourceArn) return value === principal.arn ? 'itself' : undefined;
  // Somebody of the same name who came later is not the one who was named.
  if (ids.has(value) && ids.get(value) !== sourceId) return undefined;
  return value === principal.arn ? 'itself' : 'source';
}

type AccountPrincipal = Extract<PrincipalDescriptor, { readonly account: string }>;

/** The user or role that acts, or that a session comes from: its ARN and unique id. */
function source(principal: AccountPrincipal): readonly [arn: string, id: string] | readonly [] {
  switch (principal.kind) {
    case 'root':
      return [];
    case 'user':
      return [principal.arn, principal.userId];
    case 'role-session':
      return [principal.roleArn, principal.roleId];
    case 'federated-user':
      return [principal.userArn, principal.userId];
  }
}

/** Every name that a principal has. */
function names({ kind }: PrincipalDescriptor): readonly Naming[] {
  switch (kind) {
    case 'root':
      return ['account'];
    case 'user':
      return ['itself', 'account'];
    case 'role-session':
    case 'federated-user':
      return ['itself', 'source', 'account'];
    case 'service':
    case 'federated':
      return ['itself'];
    case 'anonymous':
      return ['everyone'];
  }
}
