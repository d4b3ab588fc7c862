import type { LivePrincipal } from '@grantlog/account-state';
import { type ArnParts, parseArn, type PrincipalDescriptor } from '@grantlog/policy';
import { CaseError, type DecisionCase } from './decision-case.js';

/** The principal of a case: who it is to the evaluator, and the kind of document that holds its policies. */
export interface CasePrincipal {
  readonly descriptor: PrincipalDescriptor;
  readonly holder: LivePrincipal['kind'];
  /** 12 digits; a placeholder for callers that belong to no account. */
  readonly account: string;
}

const noAccount = '000000000000';
/** The context of a case is complete, so the facts of a session are never looked at. */
const session = { issuedAt: '1970-01-01T00:00:00Z' };

/** Reads `anonymous`, the name of a service or provider, or the ARN of a user, session, provider or root. */
export function casePrincipal(question: DecisionCase): CasePrincipal {
  const { principal } = question;
  if (principal === 'anonymous') return outsider({ kind: 'anonymous' });
  const parts = parseArn(principal);
  if (parts === undefined) return outsider(named(question));
  if (/^(?:saml|oidc)-provider\//.test(parts.resource))
    return outsider({ kind: 'federated', provider: principal });
  return insider(question, parts);
}

function outsider(descriptor: PrincipalDescriptor): CasePrincipal {
  return { descriptor, holder: 'user', account: noAccount };
}

/** Whoever assumes a role with the word of a provider is known by that provider; all else that is no ARN is a service. */
function named({ principal, action }: DecisionCase): PrincipalDescriptor {
  return /^sts:AssumeRoleWith(?:SAML|WebIdentity)$/i.test(action)
    ? { kind: 'federated', provider: principal }
    : { kind: 'service', service: principal };
}

function insider(question: DecisionCase, { account, resource }: ArnParts): CasePrincipal {
  const { principal: arn } = question;
  const [kind = '', ...names] = resource.split('/');
  const name = names.at(-1) ?? '';
  switch (kind) {
    case 'root':
      return { descriptor: { kind, account, arn }, holder: 'account', account };
    case 'user':
      return { descriptor: { kind, account, arn, userName: name, userId: arn }, holder: 'user', account };
    case 'assumed-role': {
      const roleArn = roleArnOf(question, account, names[0] ?? '');
      const descriptor = { kind: 'role-session', account, arn, roleArn, roleId: roleArn, session } as const;
      return { descriptor: { ...descriptor, sessionName: name }, holder: 'role', account };
    }
    case 'federated-user':
      // A case does not say who made the session; an empty ARN is named by no policy.
      return {
        descriptor: { kind, account, arn, name, userArn: '', userId: '', session },
        holder: 'user',
        account,
      };
    default:
      throw new CaseError(`\`${arn}\` is not a principal that can ask`);
  }
}

/** The ARN of a session does not show its role's path; the context may. */
function roleArnOf({ context }: DecisionCase, account: string, role: string): string {
  const [, known] = Object.entries(context).find(([key]) => key.toLowerCase() === 'aws:principalarn') ?? [];
  const isRole = typeof known === 'string' && known.includes(':role/') && known.endsWith(`/${role}`);
  return isRole ? known : `arn:aws:iam::${account}:role/${role}`;
}
