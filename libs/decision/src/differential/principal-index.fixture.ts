import type {
  AccountDocument,
  EntityDocument,
  GroupDocument,
  LivePrincipal,
  PolicyDocument,
  RoleDocument,
  UserDocument,
} from '@grantlog/account-state';
import type { Decision, EvaluationRequest, ExplainedDecision, PrincipalDescriptor } from '@grantlog/policy';
import type { DocumentJson } from '@grantlog/testing';
import { AccountIndex, type OtherLayers } from '../account-index/account-index.js';

const createDate = '2020-01-01T00:00:00Z';
const policyId = 'ANPAATTACHED';
const groupId = 'AGPAGROUP';

/** An account index that answers for one principal. */
export interface PrincipalIndex {
  evaluate(request: EvaluationRequest, others: OtherLayers): Decision;
  explain(request: EvaluationRequest, others: OtherLayers): ExplainedDecision;
}

/**
 * An account index loaded from documents: the first identity policy inline, the second attached, the third inherited
 * from a group where the principal can be in one. `undefined` for callers without an account.
 */
export function principalIndex(
  principal: PrincipalDescriptor,
  identity: readonly DocumentJson[],
): PrincipalIndex | undefined {
  if (!('account' in principal)) return undefined;
  const holder = holderOf(principal, identity);
  const documents: readonly EntityDocument[] = [holder, ...surroundings(holder, identity)];
  const index = new AccountIndex({ revision: 1n, documents });
  return {
    evaluate: (request, others) => index.evaluate(holder, request, others),
    explain: (request, others) => index.explain(holder, request, others),
  };
}

type AccountPrincipal = Extract<PrincipalDescriptor, { readonly account: string }>;

/** The document that holds the principal's policies. Names are those by which the oracle knows the policies. */
function holderOf(principal: AccountPrincipal, identity: readonly DocumentJson[]): LivePrincipal {
  const policies = {
    path: '/',
    createDate,
    tags: [],
    attachedPolicies: identity.length > 1 ? [policyId] : [],
    inlinePolicies: inline(identity, 0),
  };
  switch (principal.kind) {
    case 'root':
      return account(principal.account, principal.arn);
    case 'role-session': {
      const inlinePolicies = [...policies.inlinePolicies, ...inline(identity, 2)];
      return role({ ...policies, id: principal.roleId, arn: principal.roleArn, inlinePolicies });
    }
    default: {
      const arn = principal.kind === 'user' ? principal.arn : principal.userArn;
      return user({ ...policies, id: principal.userId, arn, groups: identity.length > 2 ? [groupId] : [] });
    }
  }
}

function account(id: string, arn: string): AccountDocument {
  return { kind: 'account', id, name: id, arn, createDate, accessKeys: [] };
}

function role(
  parts: Omit<RoleDocument, 'kind' | 'name' | 'maxSessionDuration' | 'trustPolicy'>,
): RoleDocument {
  const trustPolicy = { document: '{}', principals: [] };
  return { ...parts, kind: 'role', name: parts.id, maxSessionDuration: 3_600, trustPolicy };
}

function user(parts: Omit<UserDocument, 'kind' | 'name' | 'accessKeys'>): UserDocument {
  return { ...parts, kind: 'user', name: parts.id, accessKeys: [] };
}

/** The policy that is attached and the group that is joined. */
function surroundings(holder: LivePrincipal, identity: readonly DocumentJson[]): readonly EntityDocument[] {
  const common = { path: '/', createDate };
  const [, attached] = identity;
  const policies: PolicyDocument[] = [];
  if (attached !== undefined) {
    const version = { id: 'v1', document: JSON.stringify(attached), createDate };
    const named = { kind: 'policy', id: policyId, name: policyId, arn: 'identity/1' } as const;
    const versions = { versions: [version], defaultVersionId: 'v1', nextVersion: 2 };
    policies.push({ ...common, ...named, ...versions, updateDate: createDate, tags: [] });
  }
  if (holder.kind !== 'user') return policies;
  const named = { kind: 'group', id: groupId, name: groupId, arn: groupId } as const;
  const group: GroupDocument = {
    ...common,
    ...named,
    attachedPolicies: [],
    inlinePolicies: inline(identity, 2),
  };
  return [...policies, group];
}

function inline(identity: readonly DocumentJson[], index: number): { name: string; document: string }[] {
  const document = identity[index];
  return document === undefined ? [] : [{ name: `identity/${index}`, document: JSON.stringify(document) }];
}
