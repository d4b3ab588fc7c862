import type { AccountDocument } from '../account/account.document.js';
import type { AccessKey } from '../identity.js';
import type { RoleDocument } from '../role/role.document.js';
import type { UserDocument } from '../user/user.document.js';
import type { DocumentLookup } from './identity-policies.js';
import type { PrincipalReference } from './principal.js';

/** The document of a principal that exists and whose credential still works. */
export type LivePrincipal = AccountDocument | UserDocument | RoleDocument;

/**
 * The principal's document, or `undefined` when nobody may act under this reference any more: the user or role was
 * deleted (recreating it gives another unique id), or the access key behind it is deactivated or deleted.
 */
export function livePrincipal(
  reference: PrincipalReference,
  lookup: DocumentLookup,
): LivePrincipal | undefined {
  switch (reference.kind) {
    case 'root':
      return withKey(lookup('account', reference.account), reference.credentialId);
    case 'user':
      return withKey(lookup('user', reference.id), reference.credentialId);
    case 'role':
      return lookup('role', reference.id);
  }
}

function withKey<T extends { readonly accessKeys: readonly AccessKey[] }>(
  owner: T | undefined,
  credentialId: string | undefined,
): T | undefined {
  if (credentialId === undefined) return owner;
  const key = owner?.accessKeys.find(({ id }) => id === credentialId);
  return key?.status === 'Active' ? owner : undefined;
}
