import type { GroupDocument, InlinePolicy, LivePrincipal, UserDocument } from '@grantlog/account-state';
import { AccountIndex } from '@grantlog/decision';
import type { CasePrincipal } from './case-principal.js';
import { type CaseDocument, type DecisionCase, documentText } from './decision-case.js';

const createDate = '1970-01-01T00:00:00.000Z';

/** The account of a case, loaded into the index that Authorize uses, and the document of its principal. */
export function caseIndex(
  { identityPolicies = [], groupPolicies = [] }: DecisionCase,
  principal: CasePrincipal,
): { readonly index: AccountIndex; readonly holder: LivePrincipal } {
  const group: GroupDocument = {
    kind: 'group',
    ...named('group'),
    attachedPolicies: [],
    inlinePolicies: inline('groupPolicies', groupPolicies),
  };
  const inlinePolicies = inline('identityPolicies', identityPolicies);
  const holder = holderOf(principal, inlinePolicies, groupPolicies.length > 0 ? [group.id] : []);
  return { index: new AccountIndex({ revision: 1n, documents: [group, holder] }), holder };
}

function holderOf(
  { holder, account }: CasePrincipal,
  inlinePolicies: readonly InlinePolicy[],
  groups: readonly string[],
): LivePrincipal {
  if (holder === 'account') {
    return { kind: holder, id: account, name: account, arn: 'root', createDate, accessKeys: [] };
  }
  const user: UserDocument = {
    kind: 'user',
    ...named('principal'),
    tags: [],
    groups,
    attachedPolicies: [],
    inlinePolicies,
    accessKeys: [],
  };
  if (holder === 'user') return user;
  const trustPolicy = { document: '', principals: [] };
  return { ...user, kind: 'role', maxSessionDuration: 3600, trustPolicy };
}

function named(id: string) {
  return { id, name: id, path: '/', arn: id, createDate };
}

/** Each policy is named after its place in the case, so that the answer can name it. */
function inline(list: string, documents: readonly CaseDocument[]): readonly InlinePolicy[] {
  return documents.map((document, position) => ({
    name: `${list}/${position}`,
    document: documentText(document),
  }));
}
