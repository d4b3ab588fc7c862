import { createHash } from 'node:crypto';
import { AuthenticationError } from '../authentication/authentication-error.js';
import type { IncomingCredentials, IncomingHeaders } from '../authentication/incoming-credentials.js';
import { canonicalPaths, canonicalQueries, splitTarget } from './canonical-url.js';

/**
 * The texts that the client may have signed (AWS IAM User Guide, "Create a signed AWS API request", step 1): one
 * for each canonical path and query, at most six. The body hash is always that of the bytes received.
 *
 * @throws AuthenticationError `SignatureDoesNotMatch` when a signed header was not sent.
 */
export function canonicalRequests(
  request: IncomingCredentials,
  signedHeaders: readonly string[],
): readonly string[] {
  const { path, query } = splitTarget(request.rawUrl);
  const headers = signedHeaders.map((name) => `${name}:${canonicalValue(request.headers, name)}\n`).join('');
  const rest = `${headers}\n${signedHeaders.join(';')}\n${sha256Hex(request.body)}`;
  return canonicalPaths(path).flatMap((canonicalPath) =>
    canonicalQueries(query).map((canonicalQuery) =>
      [request.method, canonicalPath, canonicalQuery, rest].join('\n'),
    ),
  );
}

/** SHA-256 in lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

// All values in the order sent, joined by a comma; white space is trimmed and runs of it become one space. Only
// blank and tab count as such: other characters are parts of UTF-8 sequences here.
function canonicalValue(headers: IncomingHeaders, name: string): string {
  const values = headers.get(name);
  if (values === undefined) {
    const message = `the signed header \`${name}\` did not arrive; sign only headers that are sent`;
    throw new AuthenticationError('SignatureDoesNotMatch', message);
  }
  return values.map((value) => value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '')).join(',');
}
