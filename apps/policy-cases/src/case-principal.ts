import type { LivePrincipal } from '@grantlog/account-state';
import type { PrincipalDescriptor } from '@grantlog/policy';
import { parseArn } from '@grantlog/policy';
import { CaseError } from './decision-case.js';

/** The principal of a case: who it is to the evaluator, and the kind of document that holds its policies. */
export interface CasePrincipal {
  readonly descriptor: PrincipalDescriptor;
  readonly holder: LivePrincipal['kind'];
  /** 12 digits; a placeholder for callers that belong to no account. */
  readonly account: string;
}

const noAccount = '000000000000';

/** Reads `anonymous`, the name of a service, or the ARN of a user, role session or root. */
export function casePrincipal(principal: string): CasePrincipal {
  if (principal === 'anonymous')
    return { descriptor: { kind: 'anonymous' }, holder: 'user', account: noAccount };
  const parts = parseArn(principal);
  if (parts === undefined) {
    return { descriptor: { kind: 'service', service: principal }, holder: 'user', account: noAccount };
  }
  const { account, resource } = parts;
  const [kind, ...names] = resource.split('/');
  const name = names.at(-1) ?? '';
  if (resource === 'root')
    return { descriptor: { kind: 'root', account, arn: principal }, holder: 'account', account };
  if (kind === 'user') {
    const descriptor = { kind, account, arn: principal, userName: name, userId: principal } as const;
    return { descriptor, holder: 'user', account };
  }
  if (kind === 'assumed-role')
    return { descriptor: session(principal, account, names), holder: 'role', account };
  throw new CaseError(`\`${principal}\` is not a principal that can ask`);
}

function session(
  arn: string,
  account: string,
  [role = '', sessionName = '']: readonly string[],
): PrincipalDescriptor {
  const roleArn = `arn:aws:iam::${account}:role/${role}`;
  // The context of a case is complete, so these facts of the session are never looked at.
  const facts = { issuedAt: '1970-01-01T00:00:00Z' };
  return { kind: 'role-session', account, arn, roleArn, roleId: roleArn, sessionName, session: facts };
}
