/**
 * The canonical paths under which clients sign a path: as sent (curl, S3 clients), or encoded a second time (AWS
 * SDKs and CLI; AWS IAM User Guide, "Create a signed AWS API request", step 1). The path is not normalised: what
 * is routed is what was signed.
 */
export function canonicalPaths(path: string): readonly string[] {
  return distinct([path, path.split('/').map(encodeStrictly).join('/')]);
}

/**
 * The canonical queries under which clients sign a query: as sent (curl), its parts sorted (botocore), or each
 * name and value encoded anew and sorted (the documented form). All three stand for the same parameters.
 */
export function canonicalQueries(query: string): readonly string[] {
  if (query === '') return [''];
  const parts = query.split('&');
  const pairs = parts.map((part) => {
    const border = part.includes('=') ? part.indexOf('=') : part.length;
    return { name: part.slice(0, border), value: part.slice(border + 1) };
  });
  const encoded = pairs.map(({ name, value }) => ({ name: encodeAnew(name), value: encodeAnew(value) }));
  return distinct([query, joinSorted(pairs), joinSorted(encoded)]);
}

/** Splits a request target at the first `?`. */
export function splitTarget(rawUrl: string): { path: string; query: string } {
  const border = rawUrl.indexOf('?');
  return border < 0
    ? { path: rawUrl, query: '' }
    : { path: rawUrl.slice(0, border), query: rawUrl.slice(border + 1) };
}

function joinSorted(pairs: readonly { name: string; value: string }[]): string {
  return pairs
    .toSorted((one, other) => compare(one.name, other.name) || compare(one.value, other.value))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&');
}

// Code units order like bytes here, because request targets are ASCII.
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function encodeAnew(text: string): string {
  try {
    return encodeStrictly(decodeURIComponent(text));
  } catch {
    return text; // Not percent-encoded UTF-8: only the forms "as sent" can match.
  }
}

// RFC 3986 section 2.3: everything but unreserved characters is encoded, also the five that JavaScript leaves.
function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
