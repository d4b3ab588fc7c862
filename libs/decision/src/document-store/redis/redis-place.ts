import type { ConnectionOptions } from 'node:tls';

/** Which Redis, and whom to tell what it says when it fails. */
export interface RedisPlace {
  /**
   * `redis://user:password@host:port`, or `rediss://` for TLS. Several addresses, separated by commas, are nodes of one
   * Redis Cluster; one address may be a node of one too. User and password of the first address count for all nodes.
   */
  readonly url: string;
  /** Certificates for `rediss://`; without them the authorities that the process trusts. */
  readonly tls?: Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>;
  /** Told about errors in the driver's own words; the same one at most every ten seconds. */
  readonly onError: (error: unknown) => void;
}

/** A place that was read: every node's address, and what all connections share. */
export interface RedisAddresses {
  readonly urls: readonly string[];
  readonly credentials: { readonly username?: string; readonly password?: string };
  readonly isEncrypted: boolean;
}

/** @throws TypeError for an address that is none, and for TLS settings without TLS; passwords are not repeated. */
export function readPlace({ url, tls }: Pick<RedisPlace, 'url' | 'tls'>): RedisAddresses {
  const parsed = url.split(',').map((part) => parse(part.trim()));
  const [first] = parsed;
  const protocols = new Set(parsed.map(({ protocol }) => protocol));
  if (first === undefined || protocols.size !== 1) {
    throw new TypeError(
      'the addresses of one Redis Cluster begin alike: all with `redis://` or all with `rediss://`',
    );
  }
  const isEncrypted = first.protocol === 'rediss:';
  if (tls !== undefined && !isEncrypted) {
    throw new TypeError('certificates need an address that begins with `rediss://`');
  }
  const username = decoded(first.username);
  const password = decoded(first.password);
  return {
    urls: parsed.map(({ href }) => href),
    credentials: { ...(username === '' ? {} : { username }), ...(password === '' ? {} : { password }) },
    isEncrypted,
  };
}

function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.hostname && (url.protocol === 'redis:' || url.protocol === 'rediss:')) return url;
  throw new TypeError('the address of Redis must look like `redis://host:6379` or `rediss://host:6379`');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TypeError('user and password in the address of Redis must be percent-encoded: a `%` is `%25`');
  }
}
