import type { ArnScope } from '@grantlog/account-state';
import type { TrustedPrincipal } from '@grantlog/events';
import { namedPrincipals, parseArn, parsePolicy, policySize } from '@grantlog/policy';
import { DomainError } from '../domain-error.js';
import { type DocumentMember, readPolicy } from '../policy-text.js';
import type { Quotas } from '../quotas.js';
import { requireWithin } from '../refusals.js';

/** Each user and role that a trust policy names costs a look-up, before it is known whether the caller may write. */
const mostPrincipals = 256;

/** The ARNs of the users and roles that a trust policy names, at most 256; none when the document cannot be read. */
export function principalsToResolve(document: string): readonly string[] {
  const reading = parsePolicy(document, 'trust', { maxSize: Infinity });
  return reading.ok ? namedPrincipals(reading.policy).slice(0, mostPrincipals) : [];
}

/** A trust policy as it is written, and what it is checked against. */
export interface TrustToWrite {
  readonly document: string;
  readonly member: DocumentMember;
  readonly scope: ArnScope;
  /** The users and roles that exist, of those that {@link principalsToResolve} named. */
  readonly found: readonly TrustedPrincipal[];
  readonly quotas: Quotas;
}

/**
 * The members of an event that keep a trust policy, with the unique id of each user and role that it names.
 *
 * @throws DomainError `malformed_policy_document`, also for a user or role that does not exist; `limit_exceeded`;
 * `not_supported` for users and roles of another account, whose ids cannot be known here.
 */
export function newTrust(trust: TrustToWrite): {
  readonly policyDocument: string;
  readonly trustedPrincipals: readonly TrustedPrincipal[];
} {
  const policy = readPolicy(trust.document, 'trust', trust.member);
  requireWithin('ACLSizePerRole', policySize(trust.document), trust.quotas);
  const named = namedPrincipals(policy);
  if (named.length > mostPrincipals) {
    const message = `the policy names ${named.length} users and roles; name at most ${mostPrincipals}, or their account`;
    throw new DomainError('limit_exceeded', message);
  }
  const trustedPrincipals = named.map((arn) => resolved(arn, trust));
  return { policyDocument: trust.document, trustedPrincipals };
}

function resolved(arn: string, { scope, found, member }: TrustToWrite): TrustedPrincipal {
  const principal = found.find((each) => each.arn === arn);
  if (principal !== undefined) return { arn, id: principal.id };
  if (parseArn(arn)?.account !== scope.account) {
    const message = `the principal \`${arn}\` belongs to another account, which is not supported yet; name that account instead`;
    throw new DomainError('not_supported', message, [
      { pointer: `/${member}`, code: 'not_supported', detail: message },
    ]);
  }
  const message = `Invalid principal in policy: "AWS":"${arn}"`;
  const detail = 'there is no such user or role; name one that exists';
  throw new DomainError('malformed_policy_document', message, [
    { pointer: `/${member}`, code: 'invalid_principal', detail },
  ]);
}
