import type {
  FederatedUserPrincipal,
  PrincipalDescriptor,
  PrincipalTags,
  RoleSessionPrincipal,
  RootPrincipal,
  UserPrincipal,
} from './principal.js';
import { ContextError, RequestContext, requestContext } from './request-context.js';

/**
 * The condition keys that follow from who the principal is: the base of each of its requests' contexts.
 *
 * Source: AWS IAM User Guide, "AWS global condition context keys" and "IAM policy elements: Variables and tags",
 * section "Principal key values".
 * @throws ContextError when two of its tags differ in case only
 */
export function principalContext(principal: PrincipalDescriptor): RequestContext {
  switch (principal.kind) {
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
    default:
      return new AccountPrincipalContext(principal);
  }
}

type AccountPrincipal = RootPrincipal | UserPrincipal | RoleSessionPrincipal | FederatedUserPrincipal;

/** Reads the keys from the principal when a condition asks for them: few conditions do, and most for one key only. */
class AccountPrincipalContext extends RequestContext {
  readonly #principal: AccountPrincipal;
  readonly #tags: PrincipalTags;

  constructor(principal: AccountPrincipal) {
    super(noValues);
    this.#principal = principal;
    this.#tags = 'tags' in principal ? (principal.tags ?? noTags) : noTags;
    assertDistinct(this.#tags);
  }

  override get(lowerCaseKey: string): string | undefined {
    const read = readers.get(lowerCaseKey);
    if (read !== undefined) return read(this.#principal);
    return lowerCaseKey.startsWith(tagPrefix) ? this.#tag(lowerCaseKey.slice(tagPrefix.length)) : undefined;
  }

  #tag(lowerCaseKey: string): string | undefined {
    for (const key of Object.keys(this.#tags)) {
      if (key.toLowerCase() === lowerCaseKey) return this.#tags[key];
    }
    return undefined;
  }
}

const noValues: ReadonlyMap<string, string> = new Map();
const noTags: PrincipalTags = {};

function assertDistinct(tags: PrincipalTags): void {
  const keys = Object.keys(tags);
  if (keys.length < 2) return;
  const seen = new Set<string>();
  for (const key of keys) {
    const lowerCaseKey = key.toLowerCase();
    if (seen.has(lowerCaseKey)) throw new ContextError(`aws:PrincipalTag/${key}`);
    seen.add(lowerCaseKey);
  }
}

const principalTypes = {
  root: 'Account',
  user: 'User',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
} as const;

/** The keys without tags, in lower case, and where each value comes from. */
const readers: ReadonlyMap<string, (principal: AccountPrincipal) => string | undefined> = new Map(
  Object.entries({
    'aws:principalarn': (of) => (of.kind === 'role-session' ? of.roleArn : of.arn),
    'aws:principalaccount': ({ account }) => account,
    'aws:principaltype': ({ kind }) => principalTypes[kind],
    'aws:principalisawsservice': () => 'false',
    'aws:username': (of) => (of.kind === 'user' ? of.userName : undefined),
    'aws:userid': userIdOf,
    'aws:tokenissuetime': ({ session }) => session?.issuedAt,
    'aws:multifactorauthpresent': ({ session }) => session && String(session.mfaPresent ?? false),
    'aws:multifactorauthage': ({ session }) => session?.mfaAgeSeconds?.toString(),
    'aws:sourceidentity': ({ session }) => session?.sourceIdentity,
    'aws:federatedprovider': ({ session }) => session?.federatedProvider,
  } satisfies Record<string, (principal: AccountPrincipal) => string | undefined>),
);

function userIdOf(principal: AccountPrincipal): string {
  switch (principal.kind) {
    case 'root':
      return principal.account;
    case 'user':
      return principal.userId;
    case 'role-session':
      return `${principal.roleId}:${principal.sessionName}`;
    case 'federated-user':
      return `${principal.account}:${principal.name}`;
  }
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
