import { DamagedCopyError } from './document-text.js';

/** The reply as a list of texts and of what is not there. */
export function texts(reply: unknown): readonly (string | null)[] {
  return list(reply).map((item) => {
    if (item === null || typeof item === 'string') return item;
    throw new DamagedCopyError('the server answered with something else than a text');
  });
}

/** The reply of `HSCAN`: where to go on, `0` at the end, and names and values in turn. */
export function scanPage(reply: unknown): { readonly cursor: string; readonly fields: readonly string[] } {
  const [cursor, fields] = list(reply);
  if (typeof cursor !== 'string')
    throw new DamagedCopyError('the server answered with a page without a cursor');
  return { cursor, fields: texts(fields).filter((text) => text !== null) };
}

function list(reply: unknown): readonly unknown[] {
  if (!Array.isArray(reply))
    throw new DamagedCopyError('the server answered with something else than a list');
  return reply;
}
