import { documentName } from '../document-name.js';
import type { StampedDocument } from '../document-store.js';
import { isDocument, isObject } from './document-shape.js';

const revisionPattern = /^[1-9][0-9]{0,18}$/;

/** What is stored cannot be read; the message names the field. */
export class DamagedCopyError extends Error {
  override readonly name = 'DamagedCopyError';
}

/** STORAGE FORMAT. A document as the store keeps it under its name. */
export function writeDocument({ revision, document }: StampedDocument): string {
  return `{"revision":"${revision}","document":${JSON.stringify(document)}}`;
}

/** @throws DamagedCopyError for anything but what {@link writeDocument} makes of a document with that name. */
export function readDocument(name: string, text: string): StampedDocument {
  const stored = parse(text);
  const revision = typeof stored?.['revision'] === 'string' ? stored['revision'] : '';
  const document = stored?.['document'];
  if (!revisionPattern.test(revision) || !isDocument(document) || documentName(document) !== name) {
    throw new DamagedCopyError(`the document \`${name}\` cannot be read`);
  }
  return { revision: BigInt(revision), document };
}

/** @throws DamagedCopyError for what is no revision. */
export function readRevision(text: string | null): bigint {
  if (text === null || !revisionPattern.test(text)) {
    throw new DamagedCopyError('the field `.revision` cannot be read');
  }
  return BigInt(text);
}

/** The field `.hash` as a part of what carries it; a text that is no hash counts as not known. */
export function readHash(text: string | null): { readonly hash?: string } {
  return text !== null && /^[0-9a-f]{64}$/.test(text) ? { hash: text } : {};
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
