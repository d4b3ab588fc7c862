import { parseArn } from '../arn/arn.js';
import type { PrincipalElement } from '../document/policy.js';
import type { PrincipalDescriptor } from '../evaluate/principal.js';
import type { Question } from './question.js';
import type { PartMismatch, StatementPart } from './statement-part.js';

/**
 * How a resource's policy names the caller, from not at all to most directly. What an Allow is worth depends on it.
 *
 * Source: AWS IAM User Guide, "Policy evaluation logic", section on resource-based policies.
 */
export const naming = {
  none: 0,
  /** Through its account, which only delegates the decision to that account's own policies. */
  account: 1,
  /** Through the role of its session, or the user who made its federated session. */
  role: 2,
  /** As user, session, service or provider, or as everyone. */
  direct: 3,
} as const;

export type Naming = (typeof naming)[keyof typeof naming];

type AccountPrincipal = Extract<PrincipalDescriptor, { account: string }>;

/** The `Principal` or `NotPrincipal` of a statement; exact and with regard to case. */
export class PrincipalPart implements StatementPart {
  readonly #everyone: boolean;
  readonly #accounts: ReadonlySet<string>;
  readonly #arns: ReadonlySet<string>;
  readonly #services: ReadonlySet<string>;
  readonly #providers: ReadonlySet<string>;
  readonly #written: PrincipalElement;

  constructor(element: PrincipalElement) {
    this.#written = element;
    const ofKind = (kind: string) => element.principals.filter((p) => p.kind === kind).map((p) => p.value);
    const aws = ofKind('AWS');
    this.#everyone = aws.includes('*');
    this.#accounts = new Set(aws.map(accountNamed).filter((account) => account !== undefined));
    this.#arns = new Set(aws);
    this.#services = new Set(ofKind('Service'));
    this.#providers = new Set(ofKind('Federated'));
  }

  matches(question: Question): boolean {
    return this.naming(question) !== naming.none;
  }

  /** The most direct way in which the caller is named, or hit by a `NotPrincipal`. */
  naming(question: Question): Naming {
    if (!this.#written.negated) return this.#named(question);
    // AWS: a caller with a permissions boundary is never exempt.
    return question.hasBoundary || !this.#isExempt(question) ? naming.direct : naming.none;
  }

  explain(question: Question): PartMismatch {
    const { negated, principals } = this.#written;
    const wanted = principals.map(({ kind, value }) => `${kind} ${value}`).join(', ');
    return {
      reason: 'principal_not_matched',
      key: '',
      wanted: `${negated ? 'NotPrincipal' : 'Principal'} ${wanted}`,
      got: nameOf(question.principal),
    };
  }

  #named({ principal, principalIds }: Question): Naming {
    if (this.#everyone) return naming.direct;
    if (!belongsToAccount(principal)) return this.#hasOutsider(principal) ? naming.direct : naming.none;
    if (this.#hasItself(principal, principalIds)) return naming.direct;
    if (this.#hasOrigin(principal, principalIds)) return naming.role;
    return this.#accounts.has(principal.account) ? naming.account : naming.none;
  }

  /** Whether every name of the caller is listed: a session's own, its role's or user's, and its account's. */
  #isExempt({ principal, principalIds }: Question): boolean {
    if (this.#everyone) return true;
    if (!belongsToAccount(principal)) return this.#hasOutsider(principal);
    const isListed = principal.kind === 'root' || this.#hasItself(principal, principalIds);
    const isSession = principal.kind === 'role-session' || principal.kind === 'federated-user';
    const isOriginListed = !isSession || this.#hasOrigin(principal, principalIds);
    return isListed && isOriginListed && this.#accounts.has(principal.account);
  }

  #hasOutsider(principal: Exclude<PrincipalDescriptor, AccountPrincipal>): boolean {
    switch (principal.kind) {
      case 'anonymous':
        return false;
      case 'service':
        return this.#services.has(principal.service);
      case 'federated':
        return this.#providers.has(principal.provider);
    }
  }

  #hasItself(principal: AccountPrincipal, ids: PrincipalIds): boolean {
    if (principal.kind === 'user') return this.#hasEntity(principal.arn, principal.userId, ids);
    return principal.kind !== 'root' && this.#arns.has(principal.arn);
  }

  /** Whether the entity is listed from which the caller's session comes. */
  #hasOrigin(principal: AccountPrincipal, ids: PrincipalIds): boolean {
    switch (principal.kind) {
      case 'role-session':
        return this.#hasEntity(principal.roleArn, principal.roleId, ids);
      case 'federated-user':
        return this.#hasEntity(principal.userArn, principal.userId, ids);
      default:
        return false;
    }
  }

  #hasEntity(arn: string, id: string, ids: PrincipalIds): boolean {
    return this.#arns.has(arn) && (ids?.get(arn) ?? id) === id;
  }
}

type PrincipalIds = Question['principalIds'];

function belongsToAccount(principal: PrincipalDescriptor): principal is AccountPrincipal {
  return 'account' in principal;
}

/** The account that a principal string stands for as a whole: its twelve digits or its root's ARN. */
function accountNamed(value: string): string | undefined {
  const arn = parseArn(value);
  if (arn === undefined) return value === '*' ? undefined : value;
  return arn.service === 'iam' && arn.resource === 'root' ? arn.account : undefined;
}

/** How messages name a principal. */
export function nameOf(principal: PrincipalDescriptor): string {
  switch (principal.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'service':
      return principal.service;
    case 'federated':
      return principal.provider;
    default:
      return principal.arn;
  }
}
