import type { PrincipalDescriptor, SessionFacts } from './principal.js';
import { type ContextValue, type RequestContext, requestContext } from './request-context.js';

type Entry = readonly [string, ContextValue];

/**
 * The condition keys that follow from who the principal is; build it once per principal and use it as the base of
 * each request's context.
 *
 * Source: AWS IAM User Guide, "AWS global condition context keys" and "IAM policy elements: Variables and tags",
 * section "Principal key values".
 */
export function principalContext(principal: PrincipalDescriptor): RequestContext {
  switch (principal.kind) {
    case 'root':
      return ofAccount(principal, 'Account', principal.account);
    case 'user':
      return ofAccount(principal, 'User', principal.userId, [['aws:username', principal.userName]]);
    case 'role-session':
      return ofAccount(
        { ...principal, arn: principal.roleArn },
        'AssumedRole',
        `${principal.roleId}:${principal.sessionName}`,
      );
    case 'federated-user':
      return ofAccount(principal, 'FederatedUser', `${principal.account}:${principal.name}`);
    case 'service':
      return requestContext([
        ['aws:PrincipalIsAWSService', 'true'],
        ['aws:PrincipalServiceName', principal.service],
        ['aws:PrincipalServiceNamesList', [principal.service]],
      ]);
    case 'federated':
      return requestContext([['aws:FederatedProvider', principal.provider]]);
    case 'anonymous':
      return requestContext([
        ['aws:PrincipalType', 'Anonymous'],
        ['aws:PrincipalAccount', 'anonymous'],
        ['aws:userid', 'anonymous'],
      ]);
  }
}

interface AccountPrincipal {
  readonly account: string;
  readonly arn: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly session?: SessionFacts;
}

function ofAccount(
  { account, arn, tags = {}, session }: AccountPrincipal,
  type: string,
  userId: string,
  more: readonly Entry[] = [],
): RequestContext {
  return requestContext([
    ['aws:PrincipalArn', arn],
    ['aws:PrincipalAccount', account],
    ['aws:PrincipalType', type],
    ['aws:PrincipalIsAWSService', 'false'],
    ['aws:userid', userId],
    ...more,
    ...Object.entries(tags).map(([key, value]): Entry => [`aws:PrincipalTag/${key}`, value]),
    ...(session === undefined ? [] : sessionEntries(session)),
  ]);
}

function sessionEntries(session: SessionFacts): readonly Entry[] {
  const entries: [string, string | undefined][] = [
    ['aws:TokenIssueTime', session.issuedAt],
    ['aws:MultiFactorAuthPresent', String(session.mfaPresent ?? false)],
    ['aws:MultiFactorAuthAge', session.mfaAgeSeconds?.toString()],
    ['aws:SourceIdentity', session.sourceIdentity],
    ['aws:FederatedProvider', session.federatedProvider],
  ];
  return entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
}

const knownKeys: ReadonlySet<string> = new Set(
  [
    'aws:PrincipalArn',
    'aws:PrincipalAccount',
    'aws:PrincipalType',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalIsAWSService',
    'aws:username',
    'aws:userid',
    'aws:TokenIssueTime',
    'aws:MultiFactorAuthPresent',
    'aws:MultiFactorAuthAge',
    'aws:SourceIdentity',
    'aws:FederatedProvider',
  ].map((key) => key.toLowerCase()),
);
const tagPrefix = 'aws:principaltag/';

/**
 * Whether a condition key comes from the service's own state or the session token, so that a caller may not send it.
 * Without regard to case.
 */
export function isServiceKnownKey(key: string): boolean {
  const lowerCaseKey = key.toLowerCase();
  return knownKeys.has(lowerCaseKey) || lowerCaseKey.startsWith(tagPrefix);
}
