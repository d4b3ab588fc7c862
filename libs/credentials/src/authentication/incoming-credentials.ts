/**
 * All values of each header in the order they were sent, under lower-case names; nothing joined or dropped. A
 * value has one character per byte (Latin-1), as `node:http` gives it.
 */
export type IncomingHeaders = ReadonlyMap<string, readonly string[]>;

/** The parts of a request that credentials are found in and that a signature covers, exactly as sent. */
export interface IncomingCredentials {
  readonly method: string;
  /** Path and query as sent, neither decoded nor normalised (`request.url` of `node:http`). */
  readonly rawUrl: string;
  readonly headers: IncomingHeaders;
  /** The body bytes as received, before any decoding; empty when there is no body. */
  readonly body: Uint8Array;
  /** Service names that a SigV4 credential scope may name here, such as `['grantlog']`. */
  readonly acceptedServices: readonly string[];
}

/**
 * Makes `IncomingHeaders` of `request.rawHeaders` of `node:http`. Edges must use it instead of
 * `request.headers`, which silently drops a second `Authorization` header.
 */
export function incomingHeaders(rawHeaders: readonly string[]): IncomingHeaders {
  const headers = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const values = headers.get(name);
    if (values === undefined) headers.set(name, [value]);
    else values.push(value);
  }
  return headers;
}
