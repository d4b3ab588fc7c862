import type { DocumentOf, EntityKind } from '../entity-document.js';
import type { GroupDocument } from '../group/group.document.js';
import type { PolicyDocument } from '../policy/policy.document.js';
import type { RoleDocument } from '../role/role.document.js';
import type { UserDocument } from '../user/user.document.js';
import type { AppliedPolicy } from './applied-policy.js';

/** Looks up a document of one account at one revision; `undefined` where the entity does not exist. */
export type DocumentLookup = <K extends EntityKind>(kind: K, id: string) => DocumentOf<K> | undefined;

/**
 * The account's documents contradict each other: one refers to an entity that is not there. No decision may be made
 * from them, because the missing one could have denied.
 */
export class InconsistentAccountError extends Error {
  override readonly name = 'InconsistentAccountError';
}

/**
 * The identity policies of a user or role: its own inline and attached ones, and for a user those of all its groups
 * (AWS IAM User Guide, "Policy evaluation logic", "Identity-based policies"). Their order means nothing.
 *
 * @throws InconsistentAccountError when a group or policy that is referred to does not exist.
 */
export function identityPolicies(
  principal: UserDocument | RoleDocument,
  lookup: DocumentLookup,
): readonly AppliedPolicy[] {
  const groups =
    principal.kind === 'user' ? principal.groups.map((id) => required(lookup, 'group', id, principal)) : [];
  return [principal, ...groups].flatMap((holder) => policiesOf(holder, lookup));
}

function policiesOf(
  holder: UserDocument | RoleDocument | GroupDocument,
  lookup: DocumentLookup,
): readonly AppliedPolicy[] {
  const inline = holder.inlinePolicies.map((policy) => ({
    holder: policy,
    document: policy.document,
    policy: policy.name,
    version: '',
    attachedTo: holder.arn,
  }));
  const attached = holder.attachedPolicies.map((id) =>
    defaultVersion(required(lookup, 'policy', id, holder), holder.arn),
  );
  return [...inline, ...attached];
}

function defaultVersion(policy: PolicyDocument, attachedTo: string): AppliedPolicy {
  const version = policy.versions.find(({ id }) => id === policy.defaultVersionId);
  if (version === undefined) {
    throw new InconsistentAccountError(
      `policy \`${policy.arn}\` has no version \`${policy.defaultVersionId}\``,
    );
  }
  return { holder: version, document: version.document, policy: policy.arn, version: version.id, attachedTo };
}

function required<K extends EntityKind>(
  lookup: DocumentLookup,
  kind: K,
  id: string,
  referrer: { readonly arn: string },
): DocumentOf<K> {
  const document = lookup(kind, id);
  if (document === undefined) {
    throw new InconsistentAccountError(
      `\`${referrer.arn}\` refers to ${kind} \`${id}\`, which does not exist`,
    );
  }
  return document;
}
