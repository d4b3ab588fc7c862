import type { EntityKey } from '@grantlog/account-state';

/** Names a document within its account: `KIND/ID`. No two keys have the same name, since kinds have no slash. */
export function documentName({ kind, id }: EntityKey): string {
  return `${kind}/${id}`;
}
