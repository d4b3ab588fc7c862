import type {
  DocumentLookup,
  DocumentOf,
  EntityDocument,
  EntityKind,
  PrincipalReference,
} from '@grantlog/account-state';
import type { AccountReader } from '@grantlog/event-log';

type Documents = { readonly [K in EntityKind]: Map<string, DocumentOf<K>> };

/**
 * Every document that says who a principal is and what it may do: its own, its groups' and their managed policies'.
 * Read in three rounds; the quotas bound them to some hundred documents.
 */
export async function principalDocuments(
  reference: PrincipalReference,
  reader: AccountReader,
): Promise<DocumentLookup> {
  const documents: Documents = {
    account: new Map(),
    user: new Map(),
    group: new Map(),
    role: new Map(),
    policy: new Map(),
  };
  const gather = async <K extends EntityKind>(kind: K, ids: readonly string[]) => {
    const found = await Promise.all([...new Set(ids)].map((id) => reader.byId(kind, id)));
    const existing = found.filter((document) => document !== undefined);
    for (const document of existing) documents[kind].set(document.id, document);
    return existing;
  };
  const principals = await gatherPrincipal(reference, gather);
  const groups = await gather('group', principals.flatMap(groupsOf));
  await gather('policy', [...principals, ...groups].flatMap(policiesOf));
  return (kind, id) => documents[kind].get(id);
}

type Gather = <K extends EntityKind>(kind: K, ids: readonly string[]) => Promise<DocumentOf<K>[]>;

function gatherPrincipal(reference: PrincipalReference, gather: Gather): Promise<EntityDocument[]> {
  return reference.kind === 'root'
    ? gather('account', [reference.account])
    : gather(reference.kind, [reference.id]);
}

function groupsOf(document: EntityDocument): readonly string[] {
  return document.kind === 'user' ? document.groups : [];
}

function policiesOf(document: EntityDocument): readonly string[] {
  return 'attachedPolicies' in document ? document.attachedPolicies : [];
}
