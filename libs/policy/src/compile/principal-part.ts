import { parseArn } from '../arn/arn.js';
import type { PrincipalElement } from '../document/policy.js';
import type {
  PrincipalDescriptor,
  RoleSessionPrincipal,
  RootPrincipal,
  UserPrincipal,
} from '../evaluate/principal.js';
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
  /** Through the role of its session. */
  role: 2,
  /** As user, session, service or provider, or as everyone. */
  direct: 3,
} as const;

export type Naming = (typeof naming)[keyof typeof naming];

type AccountPrincipal = RootPrincipal | UserPrincipal | RoleSessionPrincipal;

/** The `Principal` of a statement; exact and with regard to case. */
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

  /** The most direct way in which the caller is named. */
  naming(question: Question): Naming {
    if (this.#everyone) return naming.direct;
    const { principal } = question;
    switch (principal.kind) {
      case 'anonymous':
        return naming.none;
      case 'service':
        return this.#services.has(principal.service) ? naming.direct : naming.none;
      case 'federated':
        return this.#providers.has(principal.provider) ? naming.direct : naming.none;
      default:
        return this.#byArn(principal, question) || this.#byAccount(principal.account);
    }
  }

  explain(question: Question): PartMismatch {
    const wanted = this.#written.principals.map(({ kind, value }) => `${kind} ${value}`).join(', ');
    return {
      reason: 'principal_not_matched',
      key: '',
      wanted: `Principal ${wanted}`,
      got: nameOf(question.principal),
    };
  }

  #byArn(principal: AccountPrincipal, { principalIds }: Question): Naming {
    switch (principal.kind) {
      case 'root':
        return naming.none;
      case 'user':
        return this.#hasEntity(principal.arn, principal.userId, principalIds) ? naming.direct : naming.none;
      case 'role-session':
        if (this.#arns.has(principal.arn)) return naming.direct;
        return this.#hasEntity(principal.roleArn, principal.roleId, principalIds) ? naming.role : naming.none;
    }
  }

  #byAccount(account: string): Naming {
    return this.#accounts.has(account) ? naming.account : naming.none;
  }

  #hasEntity(arn: string, id: string, ids: ReadonlyMap<string, string> | undefined): boolean {
    return this.#arns.has(arn) && (ids?.get(arn) ?? id) === id;
  }
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
