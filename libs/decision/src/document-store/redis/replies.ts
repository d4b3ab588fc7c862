/** A reply of the server that has another form than the command's documentation says. */
export class UnexpectedReplyError extends Error {
  override readonly name = 'UnexpectedReplyError';
}

/** The reply as a list of texts and of what is not there. */
export function texts(reply: unknown): readonly (string | null)[] {
  if (Array.isArray(reply) && reply.every((item) => item === null || typeof item === 'string')) return reply;
  throw new UnexpectedReplyError('expected a list of texts');
}

/** The reply of `HSCAN`: where to go on, `0` at the end, and names and values in turn. */
export function scanPage(reply: unknown): { readonly cursor: string; readonly fields: readonly string[] } {
  if (!Array.isArray(reply)) throw new UnexpectedReplyError('expected a page of a scan');
  const [cursor, fields]: readonly unknown[] = reply;
  if (typeof cursor !== 'string') throw new UnexpectedReplyError('expected a cursor');
  return { cursor, fields: texts(fields).filter((text) => text !== null) };
}
