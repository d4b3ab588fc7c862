import type { EntityDocument } from '@grantlog/account-state';

/** Bytes of heap; measured, see docs/decisions.md. */
const perDocument = 1_000;
const perListEntry = 120;
const perPolicyCharacter = 4;

/**
 * About how many bytes of heap an account takes: its documents, what finds them, and their policies in compiled form
 * as if each had been used. Cost: one pass over the documents.
 */
export function estimatedBytes(documents: readonly EntityDocument[]): number {
  return documents.reduce((sum, document) => sum + documentBytes(document), 0);
}

function documentBytes(document: EntityDocument): number {
  return perDocument + perListEntry * listEntries(document) + perPolicyCharacter * policyCharacters(document);
}

function listEntries(document: EntityDocument): number {
  const lists = Object.values(document).filter((value: unknown) => Array.isArray(value));
  return lists.reduce((sum, list) => sum + list.length, 0);
}

function policyCharacters(document: EntityDocument): number {
  if (document.kind === 'account') return 0;
  const held = document.kind === 'policy' ? document.versions : document.inlinePolicies;
  const own = held.reduce((sum, policy) => sum + policy.document.length, 0);
  return document.kind === 'role' ? own + document.trustPolicy.document.length : own;
}
