import type { DocumentOf, EntityDocument } from '@grantlog/account-state';

/** Bytes of heap of a document and of what finds it, and of one more entry in one of its lists. */
const perDocument = 800;
const perEntry = 120;
const perCharacter = 1;

/** Bytes of heap of a policy that is compiled, and for each character of its text. */
const perCompiledPolicy = 1_500;
export const perCompiledCharacter = 12;

/**
 * About how many bytes of heap an account takes: its documents, what finds them, and their policies in compiled form as
 * if each had been used. Measured on accounts of 20,000 users or roles and of 1,000 managed policies that were all
 * asked about, it was within a tenth of the heap, and up to three quarters too much for policies that are long lists of
 * names; for an account that was just loaded it is too much by the policies that nobody has used yet. Cost: one pass
 * over the documents.
 */
export function estimatedBytes(documents: readonly EntityDocument[]): number {
  let bytes = 0;
  for (const document of documents) bytes += perDocument + contentBytes(document);
  return bytes;
}

function contentBytes(document: EntityDocument): number {
  switch (document.kind) {
    case 'account':
      return perEntry * document.accessKeys.length;
    case 'user':
      return holderBytes(document) + perEntry * (document.groups.length + document.accessKeys.length);
    case 'group':
      return holderBytes(document);
    case 'role':
      return holderBytes(document) + perCharacter * document.trustPolicy.document.length;
    case 'policy':
      return tagBytes(document) + versionBytes(document);
  }
}

function holderBytes(holder: DocumentOf<'user' | 'role' | 'group'>): number {
  let bytes = perEntry * holder.attachedPolicies.length;
  for (const { document } of holder.inlinePolicies) bytes += perEntry + compiledBytes(document);
  return holder.kind === 'group' ? bytes : bytes + tagBytes(holder);
}

/** Only the default version is ever compiled. */
function versionBytes({ versions, defaultVersionId }: DocumentOf<'policy'>): number {
  let bytes = 0;
  for (const { id, document } of versions) {
    bytes += perEntry + (id === defaultVersionId ? compiledBytes(document) : perCharacter * document.length);
  }
  return bytes;
}

function tagBytes({ tags }: DocumentOf<'user' | 'role' | 'policy'>): number {
  let bytes = 0;
  for (const { key, value } of tags) bytes += perEntry + perCharacter * (key.length + value.length);
  return bytes;
}

function compiledBytes(policy: string): number {
  return perCompiledPolicy + perCompiledCharacter * policy.length;
}
