import type { EntityKey, EntityKind } from '@grantlog/account-state';
import { nameKey } from '@grantlog/account-state';

/** Names a document among those of its account, by its id. */
export function entityKey({ kind, id }: EntityKey): string {
  return `${kind}/${id}`;
}

/** Names a document among those of its account, by its name ignoring case. */
export function kindNameKey(kind: EntityKind, name: string): string {
  return `${kind}/${nameKey(name)}`;
}
