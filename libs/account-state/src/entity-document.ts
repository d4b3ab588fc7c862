import type { AccountDocument } from './account/account.document.js';
import type { GroupDocument } from './group/group.document.js';
import type { PolicyDocument } from './policy/policy.document.js';
import type { RoleDocument } from './role/role.document.js';
import type { UserDocument } from './user/user.document.js';

/** Any entity of an account at one revision. Documents are values: a change makes a new one. */
export type EntityDocument = AccountDocument | UserDocument | GroupDocument | RoleDocument | PolicyDocument;

/** The kinds of entity. */
export type EntityKind = EntityDocument['kind'];

/** The document type of a kind. */
export type DocumentOf<K extends EntityKind> = Extract<EntityDocument, { readonly kind: K }>;

/** Names one entity within its account. */
export interface EntityKey {
  readonly kind: EntityKind;
  readonly id: string;
}

/**
 * The form in which names are compared: names are unique in an account ignoring case (AWS IAM User Guide, "IAM and
 * AWS STS quotas", name requirements). IAM names are ASCII, so lower case is enough.
 */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** The unique ids of the other entities that a document refers to: its groups and its attached managed policies. */
export function references(document: EntityDocument): readonly string[] {
  switch (document.kind) {
    case 'user':
      return [...document.groups, ...document.attachedPolicies];
    case 'group':
    case 'role':
      return document.attachedPolicies;
    case 'account':
    case 'policy':
      return [];
  }
}
